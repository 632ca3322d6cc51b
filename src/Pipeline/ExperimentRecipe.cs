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
    ProjectLayout layout, BackboneLoader backbones, FeatureStore store, RunStore runs, LatencyBenchmark latencies, ExportAgreementCheck exports, TimeProvider clock,
    IProgress<Progress> progress, Action<string>? announce = null)
{
    /// <param name="config">The experiment.</param>
    /// <param name="again">Whether to make a run that is there already once more, beside it.</param>
    /// <param name="cancellation">Stops within a fraction of a second, leaving whole files only.</param>
    /// <exception cref="PipelineException">Something a user can mend; nothing half-written stays.</exception>
    public FinishedRun Run(ExperimentConfig config, bool again, CancellationToken cancellation)
    {
        try
        {
            return Make(config, again, cancellation);
        }
        catch (Exception bug) when (bug is not (PipelineException or OperationCanceledException))
        {
            bug.Data["experiment"] = ConfigWriter.Write(config);
            throw;
        }
    }

    private FinishedRun Make(ExperimentConfig config, bool again, CancellationToken cancellation)
    {
        // Images -> who may see what. Every file ends in one state of the ledger.
        var decoding = DecodePolicy.Of(config.Dataset);
        var scan = ImageFolder.Scan(
            layout.Resolve(config.Dataset.Path), config.Dataset, config.Seed, new VerdictCache(ImageInspection.Inspector(decoding.Limits), layout.Verdicts), progress, cancellation);
        var splitFile = SplitFile.GetOrCreate(layout.Splits, Path.GetFileName(Path.TrimEndingDirectorySeparator(scan.Root)), scan.Images, scan.Labels, config.Split, config.Seed);
        var ledger = scan.Ledger.WithSplit(scan.Images, splitFile.Split);
        int excluded = ledger.Entries.Count(entry => entry.State == LedgerState.Excluded);

        // The frozen network and the kind of head; together with the above they are what this run is.
        var backbone = backbones.Load(config.Backbone);
        var species = SpeciesMap.For(config.Head, layout);
        var trainer = HeadTrainer.For(config.Head, zeroShot => new ZeroShotTrainer(zeroShot.LabelSpace, species!));
        string resolved = ConfigWriter.Write(config);
        var identity = new RunIdentity(
            Hashing.OfText(resolved), ledger.Hash, splitFile.Split.Hash, backbone.Card.Sha256, species?.Hash, RunEnvironment.ProductVersion);
        if (!again && runs.Find(config.Name, identity) is { } finished)
        {
            return finished;
        }

        using var run = runs.Create(config.Name, identity, again);
        var environment = RunEnvironment.Capture();
        run.Log(environment.Summary);
        run.Log($"project {layout.Root}; config:", resolved);
        run.Log($"{config.Name} {identity.Digest()}: {scan.Images.Count} images of {scan.Labels.Count} classes, {excluded} files left out");
        string testSize = TestSize.Describe(splitFile.Split.Folds.SelectMany(fold => fold.Test).Select(image => scan.Images[image].Group).Distinct().Count());
        run.Log(testSize);
        announce?.Invoke(testSize);

        // Numbers: features [N, D] and logits [N, C] in one pass of each image through the network, once in the store's life.
        using var extracted = store.GetOrExtract(new FeatureExtractor(backbone, scan.Root, decoding), scan.Images, progress, cancellation);
        var images = new FeaturedImages(extracted.Table, scan.Images, scan.Labels);
        run.Log($"features of {backbone.Card.Name}: {extracted.Extracted} extracted, {scan.Images.Count - extracted.Extracted} from the store");

        // Heads: one per fold, asked only about images that it has not seen; one on everything, to keep.
        var folds = CrossValidation.Run(trainer, images, splitFile.Split, config.Seed, progress, cancellation);
        var final = FinalFit.Run(trainer, images, splitFile.Split, config, clock, cancellation);
        run.Log($"{folds.Count} folds fitted; the head that is kept took {final.MedianMs:F1} ms");

        // How good, how sure, how fast.
        var space = final.Trained.Head.Space;
        var rule = GradingRule.For(config.Grading);
        var graded = GradedAnswer.Of(CrossValidation.Answers(folds, scan.Images), space, rule);
        var quality = Evaluator.Score(graded, space, rule, config.Seed);
        var subject = new LatencySubject(backbone, final.Trained.Head, scan.Images, scan.Root, decoding);
        var latency = latencies.Measure(subject, config.Timing, run.Name, progress, cancellation);
        var agreement = exports.Measure(backbone, folds, scan, config.Export.AgreementImages, progress, cancellation);
        run.Log($"score {quality.Score:F1} of {quality.MaxScore}; median latency {latency?.Report.Total.MedianMs:F2} ms");

        var selection = SelectionRecord.Of(config.Head, folds, final.Trained);
        var findings = RunFindings.Of(quality, latency, environment)
            .Concat(RunFindings.Of(selection))
            .Concat(RunFindings.Of(agreement))
            .Concat(scan.Findings.Select(message => Finding.Warning("data", message)))
            .Concat(extracted.Damaged.Select(segment => Finding.Note("damaged_segment", $"feature segment {segment} was damaged, set aside and made again"))).ToList();
        findings.ForEach(finding => run.Log($"{finding.Level.ToString().ToLowerInvariant()}: {finding.Message}"));

        // What is kept.
        run.WriteText(RunFiles.Config, resolved);
        run.WriteText(RunFiles.Ledger, ledger.ToCsv());
        run.WriteText(RunFiles.Predictions, RunTables.Predictions(graded, scan.Images, scan.Labels));
        run.WriteText(RunFiles.Timings, RunTables.Timings(latency?.Rows ?? []));
        run.WriteText(RunFiles.Curves, RunTables.Curves(folds));
        string? head = run.WriteHead(final.Trained.Head, species);
        var training = new TrainingReport(extracted.CostMs.Sum() / Environment.ProcessorCount, trainer.Learns ? final.MedianMs : null, final.RefitsMs, extracted.Extracted);
        var data = new DataRecord(config.Dataset.Path, scan.Images.Count, scan.Labels.Names, excluded, layout.Display(splitFile.Path));
        return run.Complete(
            new RunRecord(
                config.Name, run.Name, identity.Digest(), clock.GetUtcNow(), config.Description, data, backbone.Card.Name, KindAttribute.Of(config.Head),
                final.Trained.Head.Shape, training, latency?.Report, findings, environment, new ModelSize(backbone.Card.Bytes, run.SizeOf(RunFiles.Head)), agreement, selection),
            new MetricsRecord(config.Name, identity, space.Name, KindAttribute.Of(config.Grading), head, quality));
    }
}
