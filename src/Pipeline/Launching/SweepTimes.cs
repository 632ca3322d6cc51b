using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Timing;

namespace Pipeline.Launching;

/// <summary>
/// The times of a sweep, measured after all of its scores, when nothing else is at work: refits of each head one after the other, then latency, once per
/// distinct network and shape of head. Where one run lacks its latency, all are measured again: what is compared was measured together.
/// </summary>
internal sealed class SweepTimes(SweepFolder folder, SweepBoard board, ExperimentRecipe recipe, LatencyBenchmark latencies, IProgress<Progress> progress)
{
    private readonly List<string> _problems = [];

    /// <summary>What could not be timed, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <exception cref="PipelineException">The sweep's folder cannot be written.</exception>
    public void Measure(IReadOnlyList<PlannedRun> tasks, CancellationToken cancellation)
    {
        PlannedRun[] unfitted = [.. tasks.Where(task => RunOf(task).Record.Training.RefitsMs.Count == 0)];
        foreach (var (i, task) in unfitted.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Guard(task, () => Retime(task, new RunTimes(recipe.TimeFit(task.Experiment, task.Features, cancellation), Latency: null), cancellation));
            progress.Report(new Progress("timing fits", i + 1, unfitted.Length, "heads"));
        }

        PlannedRun[] timed = [.. tasks.Where(task => task.Experiment.Config.Timing.Repeats > 0)];
        if (timed.Any(task => RunOf(task).Record.Latency is null))
        {
            MeasureLatency(timed, cancellation);
        }
    }

    private void MeasureLatency(IReadOnlyList<PlannedRun> tasks, CancellationToken cancellation)
    {
        Dictionary<SweepTask, LatencyRequest> requests = [];
        foreach (var task in tasks)
        {
            Guard(task, () => requests[task.Task] = RequestOf(task));
        }

        if (requests.Count == 0 || Together([.. requests.Values], cancellation) is not { } measured)
        {
            return;
        }

        WholeFile.WriteText(folder.Timings, TimingsText(measured.Values));
        foreach (var task in tasks.Where(task => requests.ContainsKey(task.Task)))
        {
            cancellation.ThrowIfCancellationRequested();
            Guard(task, () => Retime(task, new RunTimes(Fit: null, measured[requests[task.Task].Key]), cancellation));
        }
    }

    // An image or a network that has gone since leaves every score as it is.
    private IReadOnlyDictionary<string, Latency>? Together(LatencyRequest[] requests, CancellationToken cancellation)
    {
        try
        {
            return latencies.MeasureTogether(requests, folder.Name, progress, cancellation);
        }
        catch (PipelineException problem)
        {
            _problems.Add($"inference: {problem.Message}; the same command times it once that is mended");
            return null;
        }
    }

    // Only the shape of a head matters, so that any head of it will do; the kept one is at hand.
    private LatencyRequest RequestOf(PlannedRun task) => LatencyBenchmark.Request(
        ExperimentRecipe.SubjectOf(task.Experiment, RunOf(task)), task.Experiment.Config.Timing);

    private FinishedRun RunOf(PlannedRun task) => board.RunOf(task.Task)!;

    private void Retime(PlannedRun task, RunTimes times, CancellationToken cancellation) =>
        board.Set(task.Task, recipe.Retime(RunOf(task), task.Experiment, times, cancellation));

    // A run without its times is a run all the same.
    private void Guard(PlannedRun task, Action work)
    {
        try
        {
            work();
        }
        catch (PipelineException problem)
        {
            _problems.Add($"{task.Task.Name}: {problem.Message}");
        }
    }

    // In the order in which they were taken.
    private static string TimingsText(IEnumerable<Latency> measured)
    {
        Latency[] all = [.. measured];
        var text = new StringWriter();
        var csv = new CsvWriter(text);
        csv.Row(["shape", "threads", "path", .. RunTables.TimingColumns]);
        foreach (var (latency, row) in all.SelectMany(InTurns).OrderBy(taken => taken.Row.Launch).ThenBy(taken => taken.Turn).Select(taken => (taken.Latency, taken.Row)))
        {
            var conditions = latency.Report.Conditions;
            csv.Row([conditions.Shape, latency.Report.Threads, conditions.Timing.Path == TimingPath.Http ? "http" : "direct", .. RunTables.TimingCells(row)]);
        }

        return text.ToString();
    }

    private static IEnumerable<(Latency Latency, LatencyRow Row, int Turn)> InTurns(Latency latency) =>
        latency.Rows.GroupBy(row => row.Launch).SelectMany(launch => launch.Select((row, turn) => (latency, row, turn)));
}
