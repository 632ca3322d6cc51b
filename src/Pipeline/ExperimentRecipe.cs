using System.Diagnostics;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.Timing;

namespace Pipeline;

/// <summary>One experiment, from a resolved config to a run folder. Read this file first.</summary>
internal sealed class ExperimentRecipe(
    ProjectLayout layout, BackboneLoader backbones, FeatureStore store, RunStore runs, LatencyBenchmark latencies, TimeProvider clock, IProgress<Progress> progress)
{
    /// <param name="config">The experiment.</param>
    /// <param name="again">Whether to make a run that is there already once more, beside it.</param>
    /// <exception cref="PipelineException">Something a user can mend; nothing half-written stays.</exception>
    public FinishedRun Run(ExperimentConfig config, bool again, CancellationToken cancellation)
    {
        var scan = ImageFolder.Scan(layout, config.Dataset, config.Seed, progress, cancellation);
        var images = scan.Images;
        var split = SplitFile.GetOrCreate(layout.Splits, scan, config.Split, config.Seed);
        var ledger = scan.Ledger.WithSplit(split);
        var backbone = backbones.Load(config.Backbone);

        string resolved = ConfigWriter.Write(config);
        var identity = new RunIdentity(Hashing.OfText(resolved), ledger.Hash, split.Hash, backbone.Card.Sha256, RunEnvironment.ProductVersion);
        if (!again && runs.Find(config.Name, identity) is { } finished)
        {
            return finished;
        }

        using var run = runs.Create(config.Name, identity);
        run.WriteText("config.yaml", resolved);
        run.WriteText("ledger.csv", ledger.ToCsv());

        var extracted = store.GetOrExtract(new FeatureExtractor(backbone, scan.Root, scan.Decoding), images, progress, cancellation);
        var featured = new FeaturedImages(extracted.Table, images, scan.Labels);

        var trainer = HeadTrainer.For(config.Head, layout);
        var folds = CrossValidation.Run(trainer, featured, split, config.Seed, progress, cancellation);
        var final = FinalFit.Run(trainer, featured, split, config, cancellation);

        var rule = GradingRule.For(config.Grading);
        var graded = GradedAnswer.Of(CrossValidation.Answers(folds, images), final.Head.Space, rule);
        var quality = Evaluator.Score(graded, final.Head.Space, rule, config.Seed);

        var latency = latencies.Measure(new LatencySubject(backbone, final.Head, images, scan.Root, scan.Decoding), config.Timing, run.Name, progress, cancellation);
        return default!;
    }
}
