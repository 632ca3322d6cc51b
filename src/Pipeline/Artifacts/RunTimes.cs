using System.Text.Json;
using Pipeline.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>What was timed of a run. A sweep measures it apart from its fits, when nothing else is at work.</summary>
/// <param name="Fit">Refits of the head; null where they are not measured yet.</param>
/// <param name="Latency">From image file to labels; null where it is not measured, or not yet.</param>
internal sealed record RunTimes(FitTimes? Fit, Latency? Latency)
{
    public static RunTimes None { get; } = new(null, null);

    /// <summary>The run with these times in place of what it had; a time that is null here stays as it was.</summary>
    /// <remarks>
    /// Each file is replaced whole, run.json last: it is what says that a run has its times, so that one which is stopped in between is timed again.
    /// </remarks>
    /// <param name="run">The run.</param>
    /// <param name="learns">Whether its head has a training time at all.</param>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public FinishedRun Replace(FinishedRun run, bool learns)
    {
        var record = Over(run.Record, learns);
        if (Latency is not null)
        {
            WholeFile.WriteText(Path.Combine(run.Path, RunFiles.Timings), RunTables.Timings(Latency.Rows));
        }

        WholeFile.WriteText(Path.Combine(run.Path, RunFiles.Record), JsonSerializer.Serialize(record, RunJson.Readable.RunRecord) + "\n");
        return run with { Record = record };
    }

    private RunRecord Over(RunRecord record, bool learns)
    {
        var training = Fit is null ? record.Training : record.Training with { FitMs = learns ? Fit.MedianMs : null, RefitsMs = Fit.RefitsMs };
        if (Latency is null)
        {
            return record with { Training = training };
        }

        var here = RunEnvironment.Current;
        var findings = record.Findings.Where(finding => finding.Code != RunFindings.Unsteady).Concat(RunFindings.Of(Latency));
        return record with { Training = training, Latency = Latency.Report, Findings = [.. findings], TimedOn = here.Host == record.Environment.Host ? null : here };
    }
}
