using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Features;

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
        string? head = run.WriteHead(fitted.Kept, experiment.Species);

        double? fit = experiment.Trainer.Learns ? times.Fit?.MedianMs : null;
        var training = new TrainingReport(features.CostMs.Sum() / Environment.ProcessorCount, fit, times.Fit?.RefitsMs ?? [], features.Extracted);
        var data = new DataRecord(config.Dataset.Path, scan.Images.Count, scan.Labels.Names, experiment.Data.Excluded, experiment.Data.SplitPath ?? "");
        var selection = SelectionRecord.Of(config.Head, fitted.Folds, fitted.Final);
        Finding[] findings = [.. RunFindings.Of(fitted.Quality, environment)
            .Concat(RunFindings.Of(times.Latency))
            .Concat(RunFindings.Of(selection))
            .Concat(RunFindings.Of(agreement))
            .Concat(scan.Findings.Select(message => Finding.Warning("data", message)))
            .Concat(features.Damaged.Select(segment => Finding.Note("damaged_segment", $"feature segment {segment} was damaged, set aside and made again")))];
        foreach (var finding in findings)
        {
            run.Log($"{finding.Level.ToString().ToLowerInvariant()}: {finding.Message}");
        }

        return run.Complete(
            new RunRecord(
                config.Name, run.Name, experiment.Identity.Digest(), run.Now, config.Description, data, experiment.Backbone.Card.Name, KindAttribute.Of(config.Head),
                fitted.Kept.Shape, training, times.Latency?.Report, findings, environment,
                new ModelSize(experiment.Backbone.Card.Bytes, run.SizeOf(RunFiles.Head)), agreement, selection),
            fitted.Metrics(experiment, head),
            cancellation);
    }

    /// <inheritdoc cref="RunTimes.Replace"/>
    public static FinishedRun Retime(RunStore runs, FinishedRun run, PreparedExperiment experiment, RunTimes times, CancellationToken cancellation)
    {
        var retimed = times.Replace(run, experiment.Trainer.Learns);
        runs.Show(retimed, cancellation);
        return retimed;
    }
}
