using System.Text.Json;
using Pipeline.Configuration;
using Pipeline.Heads.Softmax;
using Pipeline.Heads.Softmax.Optimizers;
using Pipeline.Tests.Evaluation;

namespace Pipeline.Tests.Heads;

/// <summary>
/// The golden trajectory is torch 1.13's, which counted mu(t) twice in the product up to t+1 (mended in pytorch/pytorch#92699); Dozat's formula, which the
/// product follows, has it once. A plain reference that can do either ties the two together: with the slip it is torch's, without it ours.
/// </summary>
public sealed class NadamTests
{
    private const double Rate = 0.05;

    [Fact]
    public void The_reference_with_torch_113s_slip_is_the_golden_trajectory()
    {
        JsonElement golden = GoldenOptimizers.Run("nadam");
        double[] parameters = Reference(golden.Numbers("loss"), slip: true);
        double[] expected = [.. GoldenOptimizers.Flat(golden, "weights"), .. golden.Numbers("bias")];
        Assert.All(expected.Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Ours_is_the_reference_without_the_slip()
    {
        SoftmaxLoss loss = GoldenOptimizers.Loss();
        double[] parameters = new double[loss.ParameterCount], gradient = new double[loss.ParameterCount];
        var nadam = Optimizer.For(new NadamOptimizerConfig(Rate), loss.ParameterCount, default);
        for (int step = 0; step < 25; step++)
        {
            loss.Evaluate(parameters, GoldenOptimizers.Rows, gradient);
            nadam.Step(parameters, gradient, Rate);
        }

        Assert.All(Reference(new double[25], slip: false).Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static double[] Reference(double[] losses, bool slip)
    {
        SoftmaxLoss loss = GoldenOptimizers.Loss();
        int n = loss.ParameterCount;
        double[] p = new double[n], g = new double[n], m = new double[n], v = new double[n];
        double product = 1;
        for (int t = 1; t <= losses.Length; t++)
        {
            double value = loss.Evaluate(p, GoldenOptimizers.Rows, g).Loss;
            Assert.True(!slip || Math.Abs(value - losses[t - 1]) < 1e-6, $"step {t}: {value} instead of {losses[t - 1]}");
            double mu = Mu(t), next = Mu(t + 1);
            product *= mu;
            double ahead = product * next * (slip ? mu : 1);
            for (int i = 0; i < n; i++)
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double root = Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8;
                p[i] -= Rate * ((1 - mu) / (1 - product) * g[i] + next / (1 - ahead) * m[i]) / root;
            }
        }

        return p;
    }

    private static double Mu(int t) => 0.9 * (1 - 0.5 * Math.Pow(0.96, t * 0.004));
}
