using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.VisionTraining;

namespace Pipeline;

/// <summary>What is kept of an experiment: the one place where a run folder is completed, and the one where its times are replaced.</summary>
internal static class RunCompletion
{
    /// <summary>Writes everything and publishes the folder.</summary>
    public static FinishedRun Complete(
        RunDirectory run, PreparedExperiment experiment, ExtractedFeatures features, FittedExperiment fitted, ExportAgreement? agreement, RunTimes times,
        CancellationToken cancellation)
    {
        var (scan, config, environment) = (experiment.Data.Scan, experiment.Config, RunEnvironment.Current);
        run.WriteText(RunFiles.Config, experiment.Resolved);
        run.WriteText(RunFiles.Ledger, experiment.Data.LedgerText);
        run.WriteText(RunFiles.Predictions, RunTables.Predictions(fitted.Graded, scan.Images, scan.Labels));
        run.WriteText(RunFiles.Timings, RunTables.Timings(times.Latency?.Rows ?? []));
        run.WriteText(RunFiles.Curves, RunTables.Curves(fitted.Folds));
        string? head = fitted.Final is TrainedHead trained ? run.WriteHead(trained.Head, experiment.Species) : null;
        var vision = fitted.Final is VisionModel model ? VisionRecord.Of(experiment.Vision!, fitted.Folds, model) : null;

        double? fit = experiment.Learns ? times.Fit?.MedianMs : null;
        var training = new TrainingReport(FeaturesMs(features, fitted), fit, times.Fit?.RefitsMs ?? [], features.Extracted);
        var data = new DataRecord(config.Dataset.Path, scan.Images.Count, scan.Labels.Names, experiment.Data.Excluded, experiment.Data.SplitPath ?? "");
        var selection = SelectionRecord.Of(config.Head, fitted.Folds, fitted.Final);
        Finding[] findings = [.. RunFindings.Of(fitted.Quality, environment)
            .Concat(RunFindings.Of(times.Latency))
            .Concat(RunFindings.Of(selection))
            .Concat(RunFindings.Of(agreement))
            .Concat(RunFindings.Of(vision))
            .Concat(scan.Findings.Select(message => Finding.Warning("data", message)))
            .Concat(features.Damaged.Select(segment => Finding.Note("damaged_segment", $"feature segment {segment} was damaged, set aside and made again")))];
        foreach (var finding in findings)
        {
            run.Log($"{finding.Level.ToString().ToLowerInvariant()}: {finding.Message}");
        }

        return run.Complete(
            new RunRecord(
                config.Name, run.Name, experiment.Identity.Digest(), run.Now, config.Description, data, experiment.Network.Name, KindAttribute.Of(config.Head),
                fitted.Final.Shape, training, times.Latency?.Report, findings, environment,
                SizeOf(run, experiment), agreement, selection, Vision: vision),
            fitted.Metrics(experiment, head),
            cancellation);
    }

    private static double FeaturesMs(ExtractedFeatures features, FittedExperiment fitted) =>
        fitted.Final is VisionModel model ? model.Outcome.Times.FeaturesMs ?? 0 : features.CostMs.Sum() / Environment.ProcessorCount;

    // What another program has trained holds its network.
    private static ModelSize SizeOf(RunDirectory run, PreparedExperiment experiment) =>
        experiment.Vision is null ? new ModelSize(experiment.Network.Bytes, run.SizeOf(RunFiles.Head)) : new ModelSize(run.SizeOf(RunFiles.Model), 0);

    /// <inheritdoc cref="RunTimes.Replace"/>
    public static FinishedRun Retime(RunStore runs, FinishedRun run, PreparedExperiment experiment, RunTimes times, CancellationToken cancellation)
    {
        var retimed = times.Replace(run, experiment.Learns);
        runs.Show(retimed, cancellation);
        return retimed;
    }
}
