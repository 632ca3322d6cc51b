using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads.Calibrating;

namespace Pipeline.Heads.MlNet;

/// <summary>ML.NET's binary linear trainers, one model per class against the rest; their margins become probabilities together, by calibration.</summary>
internal sealed class OneAgainstRestTrainer : HeadTrainer
{
    private readonly HeadConfig _config;
    private readonly HeadFeatures _features;
    private readonly ScoreCalibration _calibration;

    public OneAgainstRestTrainer(AveragedPerceptronHeadConfig config) => (_config, _features, _calibration) = (config, config.Features, config.Calibration);

    public OneAgainstRestTrainer(LinearSvmHeadConfig config) => (_config, _features, _calibration) = (config, config.Features, config.Calibration);

    public OneAgainstRestTrainer(SgdCalibratedHeadConfig config) => (_config, _features, _calibration) = (config, config.Features, config.Calibration);

    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        return new TrainedHead(CalibratedFit.Of(_calibration, training, seed, part => Margins(part, seed, cancellation)), []);
    }

    private LinearHead Margins(TrainingFeatures training, int seed, CancellationToken cancellation)
    {
        var scaling = FeatureScaling.Fit(_features, training);
        var images = new ScaledImages(scaling, training);
        var models = new LinearBinaryModelParameters[images.Classes];
        for (int k = 0; k < models.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = new MLContext(seed);
            models[k] = Fit(context, images.OneAgainstRest(context, k), training.Count);
        }

        var map = new LinearMap([.. models.SelectMany(model => model.Weights).Select(w => (double)w)], [.. models.Select(model => (double)model.Bias)]);
        return scaling.Fold(training.LabelSet, map, LinearLink.None);
    }

    private LinearBinaryModelParameters Fit(MLContext context, IDataView images, int count)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = context.BinaryClassification.Trainers;
        return _config switch
        {
            AveragedPerceptronHeadConfig perceptron => trainers.AveragedPerceptron(Options(perceptron)).Fit(images).Model,
            LinearSvmHeadConfig svm => trainers.LinearSvm(Options(svm, count)).Fit(images).Model,
            SgdCalibratedHeadConfig sgd => trainers.SgdCalibrated(Options(sgd)).Fit(images).Model.SubModel,
            _ => throw new UnreachableException($"{_config.GetType().Name} is not fitted one class against the rest."),
        };
    }

    private static AveragedPerceptronTrainer.Options Options(AveragedPerceptronHeadConfig perceptron) => new()
    {
        LabelColumnName = nameof(TrainingRow.IsClass),
        NumberOfIterations = perceptron.Iterations,
        LearningRate = (float)perceptron.LearningRate,
        L2Regularization = (float)perceptron.L2,
    };

    private static LinearSvmTrainer.Options Options(LinearSvmHeadConfig svm, int count) => new()
    {
        LabelColumnName = nameof(TrainingRow.IsClass),
        NumberOfIterations = svm.Iterations,
        Lambda = (float)svm.L2,
        BatchSize = Math.Min(svm.BatchSize, count),
    };

    private static SgdCalibratedTrainer.Options Options(SgdCalibratedHeadConfig sgd) => new()
    {
        LabelColumnName = nameof(TrainingRow.IsClass),
        NumberOfIterations = sgd.Iterations,
        LearningRate = sgd.LearningRate,
        L2Regularization = (float)sgd.L2,
        NumberOfThreads = 1,
    };
}
