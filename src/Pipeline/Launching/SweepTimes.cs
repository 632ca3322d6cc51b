using Pipeline.Artifacts;
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
            Guard(task, () => Retime(task, new RunTimes(recipe.TimeFit(task.Experiment, task.Features, cancellation), Latency: null)));
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
        foreach (var task in tasks)
        {
            Guard(task, () =>
            {
                var run = RunOf(task);
                var subject = ExperimentRecipe.SubjectOf(task.Experiment, KeptHead.Read(run, task.Experiment.Config));
                var latency = latencies.Measure(subject, task.Experiment.Config.Timing, folder.Name, progress, cancellation);
                Retime(task, new RunTimes(Fit: null, latency));
            });
        }
    }

    private FinishedRun RunOf(PlannedRun task) => board.RunOf(task.Task)!;

    private void Retime(PlannedRun task, RunTimes times) => board.Set(task.Task, RunCompletion.Retime(RunOf(task), task.Experiment, times));

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
}
