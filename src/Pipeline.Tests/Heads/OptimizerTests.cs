using System.Text.Json;
using Pipeline.Configuration;
using Pipeline.Heads.Softmax;
using Pipeline.Heads.Softmax.Optimizers;
using Pipeline.Tests.Evaluation;

namespace Pipeline.Tests.Heads;

public sealed class OptimizerTests
{
    /// <summary>The options of each run, as the golden file states them; torch's defaults where it is silent.</summary>
    private static readonly Dictionary<string, OptimizerConfig> Runs = new(StringComparer.Ordinal)
    {
        ["sgd"] = new SgdOptimizerConfig(0.1),
        ["sgd_weight_decay"] = new SgdOptimizerConfig(0.1),
        ["momentum"] = new MomentumOptimizerConfig(0.1, 0.9),
        ["nesterov"] = new NesterovOptimizerConfig(0.1, 0.9),
        ["adagrad"] = new AdagradOptimizerConfig(0.1),
        ["rmsprop"] = new RmsPropOptimizerConfig(0.01, 0.99, 1e-8),
        ["adam"] = new AdamOptimizerConfig(0.05),
        ["adamw"] = new AdamWOptimizerConfig(0.05),
        ["adadelta"] = new AdadeltaOptimizerConfig(1),
    };

    public static TheoryData<string> Names => [.. Runs.Keys];

    [Fact]
    public void Every_trajectory_of_the_golden_file_is_checked() =>
        Assert.Equal([.. Runs.Keys.Append("nadam").Order(StringComparer.Ordinal)],
            GoldenOptimizers.Section.GetProperty("runs").EnumerateObject().Select(run => run.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_trajectory_is_torchs(string name)
    {
        JsonElement golden = GoldenOptimizers.Run(name);
        SoftmaxLoss loss = GoldenOptimizers.Loss();
        double[] expected = golden.Numbers("loss");
        double decay = golden.GetProperty("options").TryGetProperty("weight_decay", out JsonElement rate) ? rate.GetDouble() : 0;
        double[] parameters = new double[loss.ParameterCount], gradient = new double[loss.ParameterCount];

        // torch decays every parameter of a group, the biases too; the product decays weights alone.
        var optimizer = Optimizer.For(Runs[name], loss.ParameterCount, new WeightDecay(decay, loss.ParameterCount));
        foreach (double each in expected)
        {
            Assert.Equal(each, loss.Evaluate(parameters, GoldenOptimizers.Rows, gradient).Loss, 1e-6);
            optimizer.Step(parameters, gradient, optimizer.LearningRate);
        }

        AssertNear([.. GoldenOptimizers.Flat(golden, "weights"), .. golden.Numbers("bias")], parameters, 1e-6);
    }

    [Fact]
    public void Lbfgs_reaches_the_optimum_that_scipy_found()
    {
        JsonElement golden = GoldenOptimizers.Section.GetProperty("optimum_l2_0.01_on_weights");
        SoftmaxLoss loss = GoldenOptimizers.Loss();
        var decay = new WeightDecay(0.01, loss.WeightCount);
        var parameters = new double[loss.ParameterCount];
        var lbfgs = new Lbfgs(Penalised, parameters, memory: 10);

        for (int i = 0; i < 200 && lbfgs.GradientSize > 1e-9 && lbfgs.Step(); i++) { }

        Assert.Equal(golden.Number("value"), lbfgs.Value, 1e-9);
        AssertNear(GoldenOptimizers.Flat(golden, "weights"), parameters[..loss.WeightCount], 1e-6);

        double Penalised(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double value = loss.Evaluate(point, GoldenOptimizers.Rows, gradient).Loss + decay.Penalty(point);
            decay.AddGradient(point, gradient);
            return value;
        }
    }

    [Fact]
    public void Lbfgs_finds_the_bottom_of_a_curved_valley()
    {
        double[] point = [-1.2, 1];
        var lbfgs = new Lbfgs(Rosenbrock, point, memory: 5);

        for (int i = 0; i < 100 && lbfgs.GradientSize > 1e-10 && lbfgs.Step(); i++) { }

        AssertNear([1, 1], point, 1e-8);

        static double Rosenbrock(ReadOnlySpan<double> p, Span<double> gradient)
        {
            double bend = p[1] - p[0] * p[0];
            gradient[0] = -2 * (1 - p[0]) - 400 * p[0] * bend;
            gradient[1] = 200 * bend;
            return (1 - p[0]) * (1 - p[0]) + 100 * bend * bend;
        }
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
