using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Timing;

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
        var fit = TimeFit(experiment, features, cancellation);
        run.Log($"the head that is kept took {fit.MedianMs:F1} ms");
        var latency = latencies.Measure(SubjectOf(experiment, fitted.Kept), config.Timing, run.Name, progress, cancellation);
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
        store.GetOrExtract(experiment.Extractor, experiment.Data.Scan.Images, progress, cancellation);

    /// <summary>A run without its times, which are measured apart when others are at work meanwhile.</summary>
    public FinishedRun Score(PreparedExperiment experiment, ExtractedFeatures features, bool again, CancellationToken cancellation)
    {
        using var run = runs.Create(experiment.Config.Name, experiment.Identity, again);
        Describe(run, experiment);
        var fitted = Fit(run, experiment, features, Progress.Unheard, cancellation);
        return RunCompletion.Complete(run, experiment, features, fitted, Agreement(experiment, fitted, Progress.Unheard, cancellation), RunTimes.None, cancellation);
    }

    /// <summary>The run with these times in place of what it had, and its report made again.</summary>
    public FinishedRun Retime(FinishedRun run, PreparedExperiment experiment, RunTimes times, CancellationToken cancellation) =>
        RunCompletion.Retime(runs, run, experiment, times, cancellation);

    /// <summary>Refits of the head that is kept, alone.</summary>
    public FitTimes TimeFit(PreparedExperiment experiment, ExtractedFeatures features, CancellationToken cancellation) => FitTimes.Measure(
        experiment.Trainer, experiment.With(features.Table), experiment.Data.Split, experiment.Config.Seed, experiment.Config.Timing.Refits, clock, cancellation);

    /// <summary>What is timed of an experiment: from an image file to the first labels.</summary>
    public static LatencySubject SubjectOf(PreparedExperiment experiment, IHead head) =>
        new(experiment.Backbone, head, experiment.Data.Scan.Images, experiment.Data.Scan.Root, experiment.Decoding);

    /// <summary>The times that a finished run lacks, because it was stopped before they were measured.</summary>
    private FinishedRun Time(FinishedRun run, PreparedExperiment experiment, CancellationToken cancellation)
    {
        using var features = Extract(experiment, cancellation);
        var subject = SubjectOf(experiment, KeptHead.Read(run, experiment.Config));
        var latency = latencies.Measure(subject, experiment.Config.Timing, run.Record.Folder, progress, cancellation);
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
        run.Log($"features of {experiment.Backbone.Card.Name}: {features.Extracted} extracted, {features.CostMs.Length - features.Extracted} from the store");
        var fitted = FittedExperiment.Of(experiment, features.Table, heard, cancellation);
        run.Log($"{fitted.Folds.Count} folds fitted; score {fitted.Quality.Score:F1} of {fitted.Quality.MaxScore}");
        return fitted;
    }

    private ExportAgreement? Agreement(PreparedExperiment experiment, FittedExperiment fitted, IProgress<Progress> heard, CancellationToken cancellation) =>
        exports.Measure(experiment.Backbone, fitted.Folds, experiment.Data.Scan, experiment.Config.Export.AgreementImages, heard, cancellation);
}
