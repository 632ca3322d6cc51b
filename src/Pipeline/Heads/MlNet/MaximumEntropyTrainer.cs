using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Pipeline.Configuration;
using Pipeline.Features;

namespace Pipeline.Heads.MlNet;

/// <summary>ML.NET's two maximum entropy trainers. Their own softmax gives probabilities, so nothing is calibrated.</summary>
internal sealed class MaximumEntropyTrainer(HeadConfig config, HeadFeatures features) : HeadTrainer
{
    public MaximumEntropyTrainer(LbfgsHeadConfig config)
        : this(config, config.Features) { }

    public MaximumEntropyTrainer(SdcaHeadConfig config)
        : this(config, config.Features) { }

    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        cancellation.ThrowIfCancellationRequested();
        var scaling = FeatureScaling.Fit(features, training);
        var images = new ScaledImages(scaling, training);
        var context = new MLContext(seed);
        ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters> model = Trainer(context).Fit(images.Multiclass(context));
        return new TrainedHead(scaling.Fold(training.LabelSet, Map(model.Model), LinearLink.Softmax), []);
    }

    private ITrainerEstimator<ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters> Trainer(MLContext context) =>
        config switch
        {
            LbfgsHeadConfig lbfgs => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(Options(lbfgs)),
            SdcaHeadConfig sdca => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(Options(sdca)),
            _ => throw new UnreachableException($"{config.GetType().Name} is not a maximum entropy head."),
        };

    private static LbfgsMaximumEntropyMulticlassTrainer.Options Options(LbfgsHeadConfig lbfgs) => new()
    {
        L1Regularization = (float)lbfgs.L1,
        L2Regularization = (float)lbfgs.L2,
        MaximumNumberOfIterations = lbfgs.Iterations,
        OptimizationTolerance = (float)lbfgs.Tolerance,
        NumberOfThreads = 1,
    };

    private static SdcaMaximumEntropyMulticlassTrainer.Options Options(SdcaHeadConfig sdca) => new()
    {
        L1Regularization = (float)sdca.L1,
        L2Regularization = (float)sdca.L2,
        MaximumNumberOfIterations = sdca.Iterations,
        ConvergenceTolerance = (float)sdca.Tolerance,
        NumberOfThreads = 1,
    };

    private static LinearMap Map(MaximumEntropyModelParameters model)
    {
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out _);
        return new LinearMap(
            [.. weights.SelectMany(row => row.DenseValues()).Select(w => (double)w)], [.. model.GetBiases().Select(b => (double)b)]);
    }
}
