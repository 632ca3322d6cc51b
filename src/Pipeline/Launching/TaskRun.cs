using Pipeline.Artifacts;
using Pipeline.Features;

namespace Pipeline.Launching;

/// <summary>The run of a task, made at most once however many processes are at it.</summary>
internal static class TaskRun
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Makes the run, or finds it. Where another process is making it, waits until that one is done or dead: two live copies of a task are harmless.
    /// </summary>
    /// <exception cref="PipelineException">Something a user can mend.</exception>
    public static FinishedRun ScoreOnce(this ExperimentRecipe recipe, PreparedExperiment experiment, ExtractedFeatures features, bool again, CancellationToken cancellation)
    {
        while (true)
        {
            if (!again && recipe.Find(experiment) is { } finished)
            {
                return finished;
            }

            try
            {
                return recipe.Score(experiment, features, again, cancellation);
            }
            catch (RunContestedException)
            {
                cancellation.WaitHandle.WaitOne(Glance);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
