using System.Text.Json.Serialization;

namespace Pipeline.Vision.Protocol;

/// <summary>What a training is to do.</summary>
/// <param name="Architecture">The pretrained network.</param>
/// <param name="Epochs">Passes over the training images at most.</param>
/// <param name="BatchSize">Images per step. The session sees to it that it is not larger than the number of training images.</param>
/// <param name="LearningRate">Size of the first steps. It is the schedule's: ML.NET's own LearningRate means nothing while a schedule is set.</param>
/// <param name="Schedule">How the learning rate changes.</param>
/// <param name="EarlyStopping">When to stop early; null for never. Needs validation images.</param>
/// <param name="Seed">Seed of what the trainer shuffles; the first weights of its layer do not depend on it.</param>
public sealed record TrainerOptions(
    VisionArchitecture Architecture, int Epochs, int BatchSize, double LearningRate, RateSchedule Schedule, EarlyStoppingRule? EarlyStopping, int Seed);

/// <summary>How the learning rate changes over the epochs; each is one of ML.NET's, and <see cref="ConstantRate"/> is none of them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantRate), "constant")]
[JsonDerivedType(typeof(ExponentialRate), "exponential")]
[JsonDerivedType(typeof(PolynomialRate), "polynomial")]
[JsonDerivedType(typeof(StepwiseRate), "lsr")]
public abstract record RateSchedule;

/// <summary>The same learning rate throughout: no scheduler.</summary>
public sealed record ConstantRate : RateSchedule;

/// <summary>ExponentialLRDecay.</summary>
/// <param name="EpochsPerDecay">Epochs after which the rate has been multiplied once by the factor.</param>
/// <param name="Factor">decayRate.</param>
/// <param name="Staircase">Multiplied at once at the end of each period, rather than smoothly.</param>
public sealed record ExponentialRate(double EpochsPerDecay, double Factor, bool Staircase) : RateSchedule;

/// <summary>PolynomialLRDecay.</summary>
/// <param name="EpochsPerDecay">Epochs in which the rate falls to its end.</param>
/// <param name="End">endLearningRate.</param>
/// <param name="Power">1 is a straight line.</param>
/// <param name="Cycle">Whether it rises again and falls once more after each period.</param>
public sealed record PolynomialRate(double EpochsPerDecay, double End, double Power, bool Cycle) : RateSchedule;

/// <summary>LsrDecay: the learning rate is its base rate, scaled with the batch size and dropped at fixed epochs.</summary>
public sealed record StepwiseRate : RateSchedule;

/// <summary>When to stop early. Accuracy must rise and loss must fall.</summary>
/// <param name="Metric">What is watched on the validation images.</param>
/// <param name="MinDelta">What counts as better.</param>
/// <param name="Patience">Epochs without it.</param>
public sealed record EarlyStoppingRule(EarlyStoppingMetric Metric, double MinDelta, int Patience);

/// <summary>What early stopping watches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EarlyStoppingMetric>))]
public enum EarlyStoppingMetric
{
    [System.ComponentModel.Description("The share of right answers on the validation images.")]
    [JsonStringEnumMemberName("accuracy")]
    Accuracy,

    [System.ComponentModel.Description("The cross-entropy on the validation images.")]
    [JsonStringEnumMemberName("loss")]
    Loss,
}
