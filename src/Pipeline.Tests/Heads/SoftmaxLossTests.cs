using CsCheck;
using Pipeline.Heads;
using Pipeline.Heads.Softmax;

namespace Pipeline.Tests.Heads;

public sealed class SoftmaxLossTests
{
    private static readonly Gen<double[]> Logits = Gen.Double[-1000, 1000].Array[2, 12];

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void The_gradient_is_the_slope_of_the_loss(double smoothing)
    {
        const double Step = 1e-6;
        SoftmaxLoss loss = GoldenOptimizers.Loss(smoothing);
        var generator = new SeededGenerator(7);
        double[] parameters = [.. Enumerable.Range(0, loss.ParameterCount).Select(_ => generator.Below(2001) / 1000.0 - 1)];
        var gradient = new double[loss.ParameterCount];
        int[] batch = [3, 0, 17, 17];
        loss.Evaluate(parameters, batch, gradient);

        for (int i = 0; i < parameters.Length; i++)
        {
            double slope = (Moved(i, Step) - Moved(i, -Step)) / (2 * Step);
            Assert.Equal(slope, gradient[i], 1e-8);
        }

        double Moved(int index, double by)
        {
            double[] moved = [.. parameters];
            moved[index] += by;
            return loss.Evaluate(moved, batch, []).Loss;
        }
    }

    [Fact]
    public void Zero_weights_cost_the_logarithm_of_the_class_count() =>
        Assert.Equal(Math.Log(3), GoldenOptimizers.Loss(0.2).Evaluate(new double[27], GoldenOptimizers.Rows, []).Loss, 1e-12);

    [Fact]
    public void The_loop_allocates_nothing()
    {
        SoftmaxLoss loss = GoldenOptimizers.Loss();
        double[] parameters = new double[loss.ParameterCount], gradient = new double[loss.ParameterCount];
        loss.Evaluate(parameters, GoldenOptimizers.Rows, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            loss.Evaluate(parameters, GoldenOptimizers.Rows, gradient);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_softmax_row_is_a_distribution_that_keeps_the_order() => Logits.Sample(logits =>
    {
        double[] z = [.. logits];
        LinearLink.Softmax.Apply(z);
        return IsDistribution(z) && z[Array.IndexOf(logits, logits.Max())] == z.Max();
    });

    [Fact]
    public void A_softmax_row_ignores_what_is_added_to_all_logits() => Gen.Select(Logits, Gen.Double[-100, 100]).Sample((logits, shift) =>
    {
        double[] z = [.. logits], shifted = [.. logits.Select(each => each + shift)];
        LinearLink.Softmax.Apply(z);
        LinearLink.Softmax.Apply(shifted);
        return z.Zip(shifted).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    });

    [Fact]
    public void Normalised_sigmoids_are_a_distribution_even_where_all_vanish() => Logits.Sample(logits =>
    {
        double[] z = [.. logits], vanishing = [.. logits.Select(each => each - 2000)];
        LinearLink.NormalisedSigmoid.Apply(z);
        LinearLink.NormalisedSigmoid.Apply(vanishing);
        return IsDistribution(z) && IsDistribution(vanishing);
    });

    private static bool IsDistribution(double[] z) => z.All(each => each is >= 0 and <= 1) && Math.Abs(z.Sum() - 1) < 1e-12;
}
