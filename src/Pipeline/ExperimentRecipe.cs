using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Timing;
using Pipeline.VisionTraining;

namespace Pipeline;

/// <summary>One experiment, from a resolved config to a run folder. Read this file first.</summary>
internal sealed class ExperimentRecipe(
    ExperimentSetup setup, FeatureStore store, RunStore runs, LatencyBenchmark latencies, ExportAgreementCheck exports, TimeProvider clock,
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
        var experiment = Prepare(config, cancellation);
        if (!again && Find(experiment) is { } finished)
        {
            return finished.Record.IsTimed(config.Timing) ? finished : Time(finished, experiment, cancellation);
        }

        using var run = runs.Create(experiment.Config.Name, experiment.Identity, again);
        Describe(run, experiment);
        using var features = Extract(experiment, cancellation);
        var fitted = Fit(run, experiment, features, progress, cancellation);
        var fit = fitted.FinalTimes ?? TimeFit(experiment, features, cancellation);
        run.Log($"the head that is kept took {fit?.MedianMs:F1} ms");
        var latency = latencies.Measure(SubjectOf(experiment, fitted.Final), config.Timing, run.Name, progress, cancellation);
        var agreement = Agreement(experiment, fitted, progress, cancellation);
        return RunCompletion.Complete(run, experiment, features, fitted, agreement, new RunTimes(fit, latency), cancellation);
    }

    /// <summary>Images -> who may see what; the frozen network; the kind of head. Together they are what a run is.</summary>
    public PreparedExperiment Prepare(ExperimentConfig config, CancellationToken cancellation)
    {
        var experiment = setup.Prepare(config, cancellation);
        announce?.Invoke(experiment.TestSize);
        return experiment;
    }

    /// <returns>The run of this identity, if there is one.</returns>
    public FinishedRun? Find(PreparedExperiment experiment) => runs.Find(experiment.Config.Name, experiment.Identity);

    /// <summary>Features [N, D] and logits [N, C] in one pass of each image through the network, once in the store's life.</summary>
    public ExtractedFeatures Extract(PreparedExperiment experiment, CancellationToken cancellation) =>
        experiment.Vision is null ? store.GetOrExtract(experiment.Extractor, experiment.Data.Scan.Images, progress, cancellation) : ExtractedFeatures.None;

    /// <summary>A run without its times, which are measured apart when others are at work meanwhile. What another program trains has all cores, and is timed as it is made.</summary>
    public FinishedRun Score(PreparedExperiment experiment, ExtractedFeatures features, bool again, CancellationToken cancellation)
    {
        using var run = runs.Create(experiment.Config.Name, experiment.Identity, again);
        Describe(run, experiment);
        var fitted = Fit(run, experiment, features, experiment.Vision is null ? Progress.Unheard : progress, cancellation);
        var times = new RunTimes(fitted.FinalTimes, Latency: null);
        return RunCompletion.Complete(run, experiment, features, fitted, Agreement(experiment, fitted, Progress.Unheard, cancellation), times, cancellation);
    }

    /// <summary>The run with these times in place of what it had, and its report made again.</summary>
    public FinishedRun Retime(FinishedRun run, PreparedExperiment experiment, RunTimes times, CancellationToken cancellation) =>
        RunCompletion.Retime(runs, run, experiment, times, cancellation);

    /// <summary>Refits of the head that is kept, alone; null where another program has trained, which was timed meanwhile.</summary>
    public FitTimes? TimeFit(PreparedExperiment experiment, ExtractedFeatures features, CancellationToken cancellation) => experiment.Vision is not null ? null : FitTimes.Measure(
        experiment.Trainer, experiment.With(features.Table), experiment.Data.Split, experiment.Config.Seed, experiment.Config.Timing.Refits, clock, cancellation);

    /// <summary>What is timed of a finished run: from an image file to the first labels.</summary>
    /// <exception cref="PipelineException">The model that it has kept is damaged.</exception>
    public static LatencySubject SubjectOf(PreparedExperiment experiment, FinishedRun run) => experiment.Vision is null
        ? SubjectOf(experiment, KeptHead.Read(run, experiment.Config))
        : SubjectOf(experiment, VisionModel.ShapeOf(KeptVisionModel.Read(run.Path)), run.Path);

    private static LatencySubject SubjectOf(PreparedExperiment experiment, TrainedModel model) => model switch
    {
        TrainedHead trained => SubjectOf(experiment, trained.Head),
        VisionModel vision => SubjectOf(experiment, vision.Shape, vision.Folder),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static HeadSubject SubjectOf(PreparedExperiment experiment, IHead head) =>
        new(experiment.Backbone, head, experiment.Data.Scan.Images, experiment.Data.Scan.Root, experiment.Decoding);

    private static VisionSubject SubjectOf(PreparedExperiment experiment, string shape, string folder)
    {
        var (network, decoding) = (experiment.Network, experiment.Decoding);
        var place = new VisionModelPlace(experiment.Vision!.Program, folder, $"{network.Name} + {shape}", network.Sha256, decoding.Limits.MaxMegapixels, decoding.AllowTruncated);
        return new VisionSubject(place, experiment.Data.Scan.Images, experiment.Data.Scan.Root);
    }

    /// <summary>The times that a finished run lacks, because it was stopped before they were measured.</summary>
    private FinishedRun Time(FinishedRun run, PreparedExperiment experiment, CancellationToken cancellation)
    {
        using var features = Extract(experiment, cancellation);
        var latency = latencies.Measure(SubjectOf(experiment, run), experiment.Config.Timing, run.Record.Folder, progress, cancellation);
        return Retime(run, experiment, new RunTimes(TimeFit(experiment, features, cancellation), latency), cancellation);
    }

    private void Describe(RunDirectory run, PreparedExperiment experiment)
    {
        var (config, data) = (experiment.Config, experiment.Data);
        run.Log(RunEnvironment.Current.Summary);
        run.Log($"project {setup.Root}; config:", experiment.Resolved);
        run.Log($"{config.Name} {experiment.Identity.Digest()}: {data.Scan.Images.Count} images of {data.Scan.Labels.Count} classes, {data.Excluded} files left out");
        run.Log(experiment.TestSize);
    }

    /// <summary>Heads: one per fold, asked only about images that it has not seen; one on everything, to keep. How good they are, how sure.</summary>
    private static FittedExperiment Fit(
        RunDirectory run, PreparedExperiment experiment, ExtractedFeatures features, IProgress<Progress> heard, CancellationToken cancellation)
    {
        var fitted = experiment.Vision is { } source ? Train(run, experiment, source, heard, cancellation) : FitHeads(run, experiment, features, heard, cancellation);
        run.Log($"{fitted.Folds.Count} folds fitted; score {fitted.Quality.Score:F1} of {fitted.Quality.MaxScore}");
        return fitted;
    }

    private static FittedExperiment FitHeads(
        RunDirectory run, PreparedExperiment experiment, ExtractedFeatures features, IProgress<Progress> heard, CancellationToken cancellation)
    {
        run.Log($"features of {experiment.Network.Name}: {features.Extracted} extracted, {features.CostMs.Length - features.Extracted} from the store");
        return FittedExperiment.Of(experiment, features.Table, heard, cancellation);
    }

    /// <summary>The same by another program, on the images themselves; what it keeps goes into the run's folder.</summary>
    private static FittedExperiment Train(RunDirectory run, PreparedExperiment experiment, VisionSource source, IProgress<Progress> heard, CancellationToken cancellation)
    {
        run.Log($"{source.Program}: {source.Trainer}; {source.Network.File}");
        var (config, data) = (experiment.Config, experiment.Data);
        using var scratch = run.Scratch("training");
        var fits = new VisionFits(source, (MlNetVisionHeadConfig)config.Head, data.Scan, experiment.Decoding);
        var outcome = fits.Run(data.Split, config.Seed, scratch.Path, run.Log, heard, cancellation);
        foreach (string file in (string[])[RunFiles.Model, RunFiles.ModelCard])
        {
            run.Adopt(Path.Combine(outcome.Kept.Folder, file), file);
        }

        return FittedExperiment.Of(experiment, outcome.Folds, outcome.Kept with { Folder = run.Unpublished });
    }

    private ExportAgreement? Agreement(PreparedExperiment experiment, FittedExperiment fitted, IProgress<Progress> heard, CancellationToken cancellation) =>
        experiment.Frozen is not { } backbone ? null : exports.Measure(backbone, fitted.Folds, experiment.Data.Scan, experiment.Config.Export.AgreementImages, heard, cancellation);
}
