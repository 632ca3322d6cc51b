using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>A config's words into those of the protocol.</summary>
internal static class RequestOptions
{
    public static TrainerOptions Of(MlNetVisionHeadConfig config, int seed) => new(
        config.Architecture, config.Epochs, config.BatchSize, config.LearningRate, ScheduleOf(config.Schedule),
        config.EarlyStopping is { } stop ? new EarlyStoppingRule(stop.Metric, stop.MinDelta, stop.Patience) : null, seed);

    private static RateSchedule ScheduleOf(VisionScheduleConfig schedule) => schedule switch
    {
        ConstantVisionScheduleConfig => new ConstantRate(),
        ExponentialVisionScheduleConfig it => new ExponentialRate(it.EpochsPerDecay, it.Factor, it.Staircase),
        PolynomialVisionScheduleConfig it => new PolynomialRate(it.EpochsPerDecay, it.Final, it.Power, it.Cycle),
        LsrVisionScheduleConfig => new StepwiseRate(),
        _ => throw new UnreachableException($"{schedule.GetType().Name} has no schedule."),
    };
}
