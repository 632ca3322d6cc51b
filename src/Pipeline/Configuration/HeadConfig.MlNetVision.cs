using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Vision.Protocol;

namespace Pipeline.Configuration;

// ML.NET's own image classification trainer, in a program of its own: it needs TensorFlow. The defaults are ML.NET's, but for what it holds out and when it stops.

[Kind("mlnet_vision")]
[Description("ML.NET's image classification trainer, on the images themselves: a pretrained TensorFlow network of its own and one layer on top, in a program that is built apart (docs/vision.md). The backbone has no part in it.")]
public sealed record MlNetVisionHeadConfig(
    [Description("The pretrained network.")] VisionArchitecture Architecture = VisionArchitecture.ResnetV2With50Layers,
    [Description("Passes over the training images at most."), Range(1, 100_000)] int Epochs = 200,
    [Description("Images per step; all of them where there are fewer."), Range(1, 100_000)] int BatchSize = 10,
    [Description("Size of the first steps."), Range(1e-9, 1e6)] double LearningRate = 0.01,
    [Description("How the learning rate changes over the epochs.")] VisionScheduleConfig? Schedule = null,
    [Description("When to stop early, judged by the validation share of the split; never when absent.")] VisionEarlyStoppingConfig? EarlyStopping = null) : HeadConfig
{
    public VisionScheduleConfig Schedule { get; init; } = Schedule ?? new ExponentialVisionScheduleConfig();
}

/// <summary>How the learning rate changes over the epochs: ML.NET's schedules by their parameters.</summary>
[Union]
[Description("How the learning rate changes over the epochs.")]
public abstract record VisionScheduleConfig;

[Kind("constant")]
[Description("The same learning rate throughout.")]
public sealed record ConstantVisionScheduleConfig : VisionScheduleConfig;

[Kind("exponential")]
[Description("Multiplied by a factor every so many epochs.")]
public sealed record ExponentialVisionScheduleConfig(
    [Description("Epochs between two drops; below 1 ML.NET's schedule divides by zero."), Range(1.0, 100_000.0)] double EpochsPerDecay = 2,
    [Description("What a drop multiplies by."), Range(1e-6, 1.0)] double Factor = 0.94,
    [Description("Drops at once rather than smoothly.")] bool Staircase = true) : VisionScheduleConfig;

[Kind("polynomial")]
[Description("Falls to a final learning rate as a power of what is left of the period; power 1 is a straight line.")]
public sealed record PolynomialVisionScheduleConfig(
    [Description("Epochs until the final learning rate; below 1 ML.NET's schedule divides by zero."), Range(1.0, 100_000.0)] double EpochsPerDecay = 2,
    [Description("The final learning rate."), Range(0.0, 1e6)] double Final = 0.0001,
    [Description("The power."), Range(0.01, 100.0)] double Power = 1,
    [Description("Rises again and falls once more after each period.")] bool Cycle = false) : VisionScheduleConfig;

[Kind("lsr")]
[Description("ML.NET's LsrDecay: the learning rate times the batch size over 128, a tenth of that from the 92nd epoch on, a hundredth from the 137th, a ten-thousandth from the 183rd.")]
public sealed record LsrVisionScheduleConfig : VisionScheduleConfig;

[Description("When to stop early.")]
public sealed record VisionEarlyStoppingConfig(
    [Description("What is watched on the validation images."), Shorthand] EarlyStoppingMetric Metric = EarlyStoppingMetric.Accuracy,
    [Description("What counts as better."), Range(0.0, 100.0)] double MinDelta = 0.01,
    [Description("Epochs without it after which training stops."), Range(1, 100_000)] int Patience = 20);
