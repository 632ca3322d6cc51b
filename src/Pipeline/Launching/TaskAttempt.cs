using System.Globalization;
using Pipeline.Artifacts;

namespace Pipeline.Launching;

/// <summary>One task under way: what it says of itself in its folder, whatever becomes of it.</summary>
internal sealed class TaskAttempt(SweepFolder folder, SweepTask task, TimeProvider clock)
{
    private readonly long _begun = clock.GetTimestamp();

    public SweepTask Task => task;

    /// <summary>A step of the task. A failure, of whatever kind, is the task's own: it is recorded, and the others go on.</summary>
    /// <returns>Null where it failed.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; nothing is recorded.</exception>
    public T? Try<T>(Func<T> step, out TaskResult? failure)
        where T : class
    {
        failure = null;
        try
        {
            return step();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What a user can mend is told in a line; anything else is a bug, whose stack belongs into the log.
            string message = problem is PipelineException ? problem.Message : $"a fault of the program ({problem.GetType().Name}: {problem.Message.ReplaceLineEndings(" ")}); {folder.LogOf(task.Index)} has more";
            Log(problem is PipelineException ? $"failed: {message}" : $"failed: {problem}");
            failure = Record(TaskState.Failed, run: null, message);
            return null;
        }
    }

    public void Start()
    {
        folder.Write(task, new TaskStart(TaskStart.CurrentFormat, Environment.MachineName, Environment.ProcessId, clock.GetUtcNow()));
        Log($"started on {Environment.MachineName} by process {Environment.ProcessId}");
    }

    public TaskResult Done(FinishedRun run)
    {
        Log($"done: {run.Record.Folder}");
        return Record(TaskState.Done, run.Record.Folder, message: null);
    }

    private TaskResult Record(TaskState state, string? run, string? message)
    {
        double duration = Math.Round(clock.GetElapsedTime(_begun).TotalMilliseconds, 3);
        var result = new TaskResult(
            TaskResult.CurrentFormat, task.Index, task.Name, task.Config, state, run, message, clock.GetUtcNow(), duration, Environment.MachineName, RunEnvironment.ProductVersion);
        folder.Write(task, result);
        return result;
    }

    // A log helps; that it cannot be written is no reason to fail.
    private void Log(string line)
    {
        try
        {
            string time = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture);
            File.AppendAllText(folder.LogOf(task.Index), $"{time}{line}\n");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }
}
