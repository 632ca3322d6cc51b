using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline;

/// <summary>The heads of an experiment, what they say of images that they have not seen, and how good that is.</summary>
/// <param name="Folds">One head per fold, asked only about images that it has not seen.</param>
/// <param name="Final">The head fitted on everything.</param>
/// <param name="Graded">Every held-out answer with its grade.</param>
/// <param name="Quality">How good, how sure.</param>
internal sealed record FittedExperiment(IReadOnlyList<FoldOutcome> Folds, TrainedHead Final, IReadOnlyList<GradedAnswer> Graded, QualityReport Quality)
{
    /// <summary>What predicts from now on.</summary>
    public IHead Kept => Final.Head;

    /// <exception cref="PipelineException">A fit failed for a reason that the user can mend, or the grading rule does not go with the answers.</exception>
    public static FittedExperiment Of(PreparedExperiment experiment, FeatureTable features, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var (config, scan, split) = (experiment.Config, experiment.Data.Scan, experiment.Data.Split);
        var images = experiment.With(features);
        var folds = CrossValidation.Run(experiment.Trainer, images, split, config.Seed, progress, cancellation);
        var final = FinalFit.Run(experiment.Trainer, images, split, config.Seed, cancellation);
        var space = final.Head.Space;
        var rule = GradingRule.For(config.Grading);
        var graded = GradedAnswer.Of(CrossValidation.Answers(folds, scan.Images), space, rule);
        return new FittedExperiment(folds, final, graded, Evaluator.Score(graded, space, rule, config.Seed));
    }

    /// <param name="experiment">What was fitted.</param>
    /// <param name="head">SHA-256 of the head that is kept; null for zero-shot.</param>
    public MetricsRecord Metrics(PreparedExperiment experiment, string? head) =>
        new(experiment.Config.Name, experiment.Identity, Kept.Space.Name, KindAttribute.Of(experiment.Config.Grading), head, Quality);
}
