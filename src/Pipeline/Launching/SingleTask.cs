using Pipeline.Artifacts;

namespace Pipeline.Launching;

/// <summary>One task of a sweep by itself, as a cluster does it. Latency is left to whoever finishes the sweep: it is measured on one machine, together.</summary>
internal sealed class SingleTask(SweepFolder folder, ExperimentRecipe recipe, TimeProvider clock)
{
    /// <summary>Does it, or finds it done. Two processes that are at it at once do no harm.</summary>
    /// <exception cref="PipelineException">The sweep's folder is damaged or cannot be written. What is wrong with the task itself stands in the result.</exception>
    public TaskResult Run(SweepTask task, bool retryFailed, CancellationToken cancellation)
    {
        if (folder.Result(task) is { } known && (known.State == TaskState.Failed ? !retryFailed : Directory.Exists(Path.Combine(folder.Layout.Runs, known.Run!))))
        {
            return known;
        }

        var config = folder.Config(task);
        var attempt = new TaskAttempt(folder, task, clock);
        attempt.Start();
        var run = attempt.Try(() =>
        {
            var experiment = recipe.Prepare(config, cancellation);
            using var features = recipe.Extract(experiment, cancellation);
            var scored = recipe.ScoreOnce(experiment, features, again: false, cancellation);
            return scored.Record.Training.RefitsMs.Count > 0
                ? scored
                : recipe.Retime(scored, experiment, new RunTimes(recipe.TimeFit(experiment, features, cancellation), Latency: null), cancellation);
        }, out var failure);
        return run is null ? failure! : attempt.Done(run);
    }

    /// <summary>A failure that comes from outside: whoever runs the task does not try it any more.</summary>
    /// <returns>How the task ended; done where it was done before.</returns>
    public TaskResult GiveUp(SweepTask task, string reason)
    {
        new TaskAttempt(folder, task, clock).Try<TaskResult>(() => throw new PipelineException(reason), out var failure);
        return folder.Result(task) ?? failure!;
    }
}
