using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>How the learning rate changes over the epochs. Evaluated at every step, at fractions of an epoch; formulas: docs/heads.md.</summary>
[Union]
[Description("How the learning rate changes over the epochs.")]
public abstract record ScheduleConfig
{
    /// <summary>Epochs over which the learning rate rises linearly to its full size; the schedule begins after them.</summary>
    public abstract double WarmUpEpochs { get; init; }
}

[Kind("constant")]
[Description("The same learning rate throughout.")]
public sealed record ConstantScheduleConfig(
    [Description("Epochs over which the learning rate first rises linearly to its full size."), Range(0.0, 100_000.0)] double WarmUpEpochs = 0) : ScheduleConfig
{
    public override double WarmUpEpochs { get; init; } = WarmUpEpochs;
}

[Kind("step")]
[Description("Multiplied by a factor every so many epochs.")]
public sealed record StepScheduleConfig(
    [Description("Epochs between two drops."), Range(1, 100_000)] int Every = 30,
    [Description("What each drop multiplies by."), Range(0.0, 1.0)] double Factor = 0.1,
    [Description("Epochs over which the learning rate first rises linearly to its full size."), Range(0.0, 100_000.0)] double WarmUpEpochs = 0) : ScheduleConfig
{
    public override double WarmUpEpochs { get; init; } = WarmUpEpochs;
}

[Kind("exponential")]
[Description("Multiplied by a factor per epoch, smoothly.")]
public sealed record ExponentialScheduleConfig(
    [Description("What one epoch multiplies by."), Range(1e-6, 1.0)] double Factor = 0.97,
    [Description("Epochs over which the learning rate first rises linearly to its full size."), Range(0.0, 100_000.0)] double WarmUpEpochs = 0) : ScheduleConfig
{
    public override double WarmUpEpochs { get; init; } = WarmUpEpochs;
}

[Kind("polynomial")]
[Description("Falls to a final share as a power of what is left of the epochs; power 1 is a straight line.")]
public sealed record PolynomialScheduleConfig(
    [Description("The power."), Range(0.01, 100.0)] double Power = 1,
    [Description("Share of the learning rate that is left at the end."), Range(0.0, 1.0)] double Final = 0,
    [Description("Epochs over which the learning rate first rises linearly to its full size."), Range(0.0, 100_000.0)] double WarmUpEpochs = 0) : ScheduleConfig
{
    public override double WarmUpEpochs { get; init; } = WarmUpEpochs;
}

[Kind("cosine")]
[Description("Falls to a final share along half a cosine (Loshchilov and Hutter 2017, without restarts).")]
public sealed record CosineScheduleConfig(
    [Description("Share of the learning rate that is left at the end."), Range(0.0, 1.0)] double Final = 0,
    [Description("Epochs over which the learning rate first rises linearly to its full size."), Range(0.0, 100_000.0)] double WarmUpEpochs = 0) : ScheduleConfig
{
    public override double WarmUpEpochs { get; init; } = WarmUpEpochs;
}
