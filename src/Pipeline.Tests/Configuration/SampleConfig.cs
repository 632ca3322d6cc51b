using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

// A config of every shape there is, so that these tests do not depend on which heads the product has.

[Description("A sample.")]
internal sealed record SampleConfig(
    [Description("Its name."), RegularExpression("[a-z0-9][a-z0-9._-]{0,63}")] string Name,
    [Description("What learns.")] SampleHead Head,
    [Description("The network.")] SampleBackbone? Backbone = null,
    [Description("The data.")] SampleData? Data = null,
    [Description("The seed."), Range(0, int.MaxValue)] int Seed = 42,
    [Description("More heads.")] IReadOnlyList<SampleHead>? Others = null,
    [Description("Words to words.")] IReadOnlyDictionary<string, string>? Notes = null,
    [Description("Why.")] string? Description = "none given")
{
    public SampleBackbone Backbone { get; init; } = Backbone ?? new SampleBackbone();
}

[Description("A network.")]
internal sealed record SampleBackbone(
    [Description("Its name."), Shorthand] string Name = "mini",
    [Description("Its file.")] string? Path = null);

[Description("Data.")]
internal sealed record SampleData(
    [Description("Low."), Range(0.0, 1.0)] double Low = 0.25,
    [Description("High."), Range(0.0, 1.0, MinimumIsExclusive = true)] double High = 0.75,
    [Description("Sizes."), Range(1, 9)] IReadOnlyList<int>? Sizes = null,
    [Description("A number that may be anything finite.")] double Free = 0,
    [Description("A small number.")] float Small = 1,
    [Description("A great number.")] long Great = 0,
    [Description("A number of 32 bits.")] int Plain = 0,
    [Description("Whether it is shuffled.")] bool Shuffle = true,
    [Description("What happens.")] SamplePolicy? Policy = SamplePolicy.LeaveOut) : IChecked
{
    public IEnumerable<(string Key, string Message)> Check()
    {
        if (Low >= High)
            yield return (nameof(High), "must be above low");
    }
}

internal enum SamplePolicy
{
    [Description("Kept.")]
    Keep,

    [Description("Left out.")]
    LeaveOut,
}

[Union]
[Description("What learns.")]
internal abstract record SampleHead;

[Kind("lbfgs")]
[Description("Second order.")]
internal sealed record SampleLbfgs([Description("Penalty."), Range(0.0, 1000.0)] double L2 = 0.01) : SampleHead;

[Kind("softmax")]
[Description("First order.")]
internal sealed record SampleSoftmax(
    [Description("Passes."), Range(1, 10_000)] int Epochs = 100,
    [Description("How it steps.")] SampleOptimizer? Optimizer = null,
    [Description("Penalty."), Range(0.0, 1000.0)] double L2 = 0) : SampleHead
{
    public SampleOptimizer Optimizer { get; init; } = Optimizer ?? new SampleAdam();
}

[Kind("mean")]
[Description("Nothing to set.")]
internal sealed record SampleMean : SampleHead;

[Union]
[Description("How it steps.")]
internal abstract record SampleOptimizer;

[Kind("adam")]
[Description("Adam.")]
internal sealed record SampleAdam(
    [Description("Step."), Range(0.0, 10.0, MinimumIsExclusive = true)] double LearningRate = 0.001,
    [Description("Decay of the mean."), Range(0.0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9) : SampleOptimizer;

[Kind("sgd")]
[Description("Gradient descent.")]
internal sealed record SampleSgd(
    [Description("Step."), Range(0.0, 10.0, MinimumIsExclusive = true)] double LearningRate = 0.1,
    [Description("Momentum."), Range(0.0, 1.0)] double Momentum = 0) : SampleOptimizer;
