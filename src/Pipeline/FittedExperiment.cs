using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.VisionTraining;

namespace Pipeline;

/// <summary>The heads of an experiment, what they say of images that they have not seen, and how good that is.</summary>
/// <param name="Folds">One model per fold, asked only about images that it has not seen.</param>
/// <param name="Final">The model fitted on everything, which predicts from now on.</param>
/// <param name="Graded">Every held-out answer with its grade.</param>
/// <param name="Quality">How good, how sure.</param>
internal sealed record FittedExperiment(IReadOnlyList<FoldOutcome> Folds, TrainedModel Final, IReadOnlyList<GradedAnswer> Graded, QualityReport Quality)
{
    /// <summary>What the training of the kept model took where it was timed as it was made, alone; null for heads, which are refitted to be timed.</summary>
    public FitTimes? FinalTimes => Final is VisionModel { Outcome.Times: var times } && times.TrainMs - (times.FeaturesMs ?? 0) is var fitMs ? new FitTimes([fitMs], fitMs) : null;

    /// <exception cref="PipelineException">A fit failed for a reason that the user can mend, or the grading rule does not go with the answers.</exception>
    public static FittedExperiment Of(PreparedExperiment experiment, FeatureTable features, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var (seed, split) = (experiment.Config.Seed, experiment.Data.Split);
        var images = experiment.With(features);
        var folds = CrossValidation.Run(experiment.Trainer, images, split, seed, progress, cancellation);
        return Of(experiment, folds, FinalFit.Run(experiment.Trainer, images, split, seed, cancellation));
    }

    /// <exception cref="PipelineException">The grading rule does not go with the answers.</exception>
    public static FittedExperiment Of(PreparedExperiment experiment, IReadOnlyList<FoldOutcome> folds, TrainedModel final)
    {
        var (config, space) = (experiment.Config, final.Space);
        var rule = GradingRule.For(config.Grading);
        var graded = GradedAnswer.Of(CrossValidation.Answers(folds, experiment.Data.Scan.Images), space, rule);
        return new FittedExperiment(folds, final, graded, Evaluator.Score(graded, space, rule, config.Seed));
    }

    /// <param name="experiment">What was fitted.</param>
    /// <param name="head">SHA-256 of the head that is kept; null for zero-shot, and for a model that is not the same twice.</param>
    public MetricsRecord Metrics(PreparedExperiment experiment, string? head) =>
        new(experiment.Config.Name, experiment.Identity, Final.Space.Name, KindAttribute.Of(experiment.Config.Grading), head, Quality);
}
