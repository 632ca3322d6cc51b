namespace Microsoft.ML.Vision;

/// <summary>
/// The part of ML.NET's class of this name (Microsoft.ML.Vision 5.0.1) that pipeline-vision maps to and from, so that the mapping can be tested where that package is
/// not: members, types and defaults are the original's, and nothing here trains.
/// </summary>
internal static class ImageClassificationTrainer
{
    internal enum Architecture
    {
        ResnetV2101,
        InceptionV3,
        MobilenetV2,
        ResnetV250,
    }

    internal enum EarlyStoppingMetric
    {
        Accuracy,
        Loss,
    }

    internal sealed class EarlyStopping(float minDelta = 0.01f, int patience = 20, EarlyStoppingMetric metric = EarlyStoppingMetric.Accuracy, bool checkIncreasing = true)
    {
        /// <summary>Private in the original.</summary>
        public EarlyStoppingMetric Metric { get; } = metric;

        public float MinDelta { get; set; } = minDelta;

        public int Patience { get; set; } = patience;

        public bool CheckIncreasing { get; set; } = checkIncreasing;
    }

    internal sealed class TrainMetrics
    {
        public ImageClassificationMetrics.Dataset DatasetUsed { get; set; }

        public int Epoch { get; set; }

        public float Accuracy { get; set; }

        public float CrossEntropy { get; set; }

        public float LearningRate { get; set; }
    }

    internal sealed class BottleneckMetrics
    {
        public ImageClassificationMetrics.Dataset DatasetUsed { get; set; }

        public int Index { get; set; }
    }

    internal sealed class ImageClassificationMetrics
    {
        internal enum Dataset
        {
            Train,
            Validation,
        }

        public TrainMetrics? Train { get; set; }

        public BottleneckMetrics? Bottleneck { get; set; }
    }

    internal sealed class Options
    {
        public string FeatureColumnName { get; set; } = "Features";

        public string LabelColumnName { get; set; } = "Label";

        public string ScoreColumnName { get; set; } = "Score";

        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        public Architecture Arch { get; set; } = Architecture.ResnetV250;

        public int Epoch { get; set; } = 200;

        public int BatchSize { get; set; } = 10;

        public float LearningRate { get; set; } = 0.01f;

        public Trainers.LearningRateScheduler? LearningRateScheduler { get; set; } = new Trainers.ExponentialLRDecay();

        public EarlyStopping? EarlyStoppingCriteria { get; set; } = new();

        public Action<ImageClassificationMetrics>? MetricsCallback { get; set; }

        public bool TestOnTrainSet { get; set; } = true;

        public IDataView? ValidationSet { get; set; }

        public float? ValidationSetFraction { get; set; } = 0.1f;

        public string? WorkspacePath { get; set; }

        public string TrainSetBottleneckCachedValuesFileName { get; set; } = "trainSetBottleneckFile.csv";

        public string ValidationSetBottleneckCachedValuesFileName { get; set; } = "validationSetBottleneckFile.csv";

        public bool ReuseTrainSetBottleneckCachedValues { get; set; }

        public bool ReuseValidationSetBottleneckCachedValues { get; set; }
    }
}
