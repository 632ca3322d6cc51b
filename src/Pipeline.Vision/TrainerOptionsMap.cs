using Microsoft.ML.Trainers;
using Pipeline.Vision.Protocol;
using Net = Microsoft.ML.Vision.ImageClassificationTrainer;

namespace Pipeline.Vision;

/// <summary>From the protocol's options to ML.NET's. New ones for each training: early stopping keeps its state in them, and the trainer writes into them.</summary>
internal static class TrainerOptionsMap
{
    public static Net.Options Of(ImageTraining training, ImageRows rows, Action<Net.ImageClassificationMetrics> hear)
    {
        var options = training.Options;
        string architecture = options.Architecture.Name;
        return new()
        {
            // Names of columns become names of nodes in a TensorFlow graph: plain ASCII.
            FeatureColumnName = ImageRows.Image,
            LabelColumnName = ImageRows.Label,
            ScoreColumnName = ImageRows.Score,
            PredictedLabelColumnName = ImageRows.PredictedLabel,

            Arch = Architecture(options.Architecture),
            Epoch = options.Epochs,
            BatchSize = options.BatchSize,

            // Means nothing beside a schedule, which has its own.
            LearningRate = (float)options.LearningRate,
            LearningRateScheduler = Schedule(options.Schedule, (float)options.LearningRate),
            EarlyStoppingCriteria = options.EarlyStopping is { } rule ? EarlyStopping(rule) : null,
            MetricsCallback = hear,
            TestOnTrainSet = true,

            // The pipeline's own split: with a set of none, a fraction would be taken out of the training images.
            ValidationSet = training.Validation.Count > 0 ? rows.Labeled(training.Validation) : null,
            ValidationSetFraction = null,

            // The trainer would take any cache that has this name. The folder is this training's own, and nothing is reused.
            WorkspacePath = training.Workspace,
            TrainSetBottleneckCachedValuesFileName = $"training-{architecture}.csv",
            ValidationSetBottleneckCachedValuesFileName = $"validation-{architecture}.csv",
            ReuseTrainSetBottleneckCachedValues = false,
            ReuseValidationSetBottleneckCachedValues = false,
        };
    }

    private static Net.Architecture Architecture(VisionArchitecture architecture) => architecture switch
    {
        VisionArchitecture.ResnetV2With50Layers => Net.Architecture.ResnetV250,
        VisionArchitecture.ResnetV2With101Layers => Net.Architecture.ResnetV2101,
        VisionArchitecture.InceptionV3 => Net.Architecture.InceptionV3,
        VisionArchitecture.MobilenetV2 => Net.Architecture.MobilenetV2,
        _ => throw new ArgumentOutOfRangeException(nameof(architecture)),
    };

    private static LearningRateScheduler? Schedule(RateSchedule schedule, float rate) => schedule switch
    {
        ConstantRate => null,
        ExponentialRate falling => new ExponentialLRDecay(rate, (float)falling.EpochsPerDecay, (float)falling.Factor, falling.Staircase),
        PolynomialRate falling => new PolynomialLRDecay(rate, (float)falling.EpochsPerDecay, (float)falling.End, (float)falling.Power, falling.Cycle),
        StepwiseRate => new LsrDecay(rate),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule)),
    };

    private static Net.EarlyStopping EarlyStopping(EarlyStoppingRule rule) => rule.Metric switch
    {
        EarlyStoppingMetric.Accuracy => new((float)rule.MinDelta, rule.Patience, Net.EarlyStoppingMetric.Accuracy, checkIncreasing: true),
        EarlyStoppingMetric.Loss => new((float)rule.MinDelta, rule.Patience, Net.EarlyStoppingMetric.Loss, checkIncreasing: false),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
