namespace Pipeline.Launching;

/// <summary>How far a sweep has come, as its files tell.</summary>
/// <param name="Name">The sweep's folder.</param>
/// <param name="Total">Tasks.</param>
/// <param name="Done">Tasks that ended well.</param>
/// <param name="Failed">Tasks that failed.</param>
/// <param name="Running">Tasks that somebody is at: a live process of this machine, or one of another machine, which cannot be asked.</param>
/// <param name="Left">Time left at the pace so far; null where nothing is under way or nothing has ended yet.</param>
internal sealed record SweepStatus(string Name, int Total, int Done, IReadOnlyList<TaskResult> Failed, IReadOnlyList<SweepTask> Running, TimeSpan? Left)
{
    public int Pending => Total - Done - Failed.Count - Running.Count;

    public static SweepStatus Of(SweepFolder folder)
    {
        var ended = folder.Plan.Tasks.Select(folder.Result).ToArray();
        TaskResult[] failed = [.. ended.OfType<TaskResult>().Where(result => result.State == TaskState.Failed)];
        SweepTask[] running = [.. folder.Plan.Tasks.Where(task => IsRunning(folder, task, ended[task.Index]))];
        TaskResult[] done = [.. ended.OfType<TaskResult>().Where(result => result.State == TaskState.Done && !running.Any(task => task.Index == result.Index))];
        int left = folder.Plan.Tasks.Count - done.Length - failed.Length;
        TimeSpan? time = running.Length > 0 && done.Length > 0 ? TimeSpan.FromMilliseconds(done.Average(result => result.DurationMs) * left / running.Length) : null;
        return new SweepStatus(folder.Name, folder.Plan.Tasks.Count, done.Length, failed, running, time);
    }

    private static bool IsRunning(SweepFolder folder, SweepTask task, TaskResult? ended) =>
        ended is null && folder.Start(task) is { } start && (start.Host != Environment.MachineName || LiveProcess.Exists(start.Process));
}
