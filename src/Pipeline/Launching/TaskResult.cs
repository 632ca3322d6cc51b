namespace Pipeline.Launching;

/// <summary>How a task ended.</summary>
internal enum TaskState
{
    Done,
    Failed,
}

/// <summary><c>tasks/NNNN/result.json</c>: the only truth about a task that ended. A task without one has not ended.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Index">The task.</param>
/// <param name="Name">Its experiment.</param>
/// <param name="Config">SHA-256 of the config that it ran.</param>
/// <param name="State">How it ended.</param>
/// <param name="Run">Name of the run's folder; null for a failure.</param>
/// <param name="Message">Why it failed, in one line.</param>
/// <param name="Finished">When.</param>
/// <param name="DurationMs">How long its fits and scores took, beside whatever else was at work.</param>
/// <param name="Host">Where.</param>
/// <param name="Version">Product version.</param>
internal sealed record TaskResult(
    int Format, int Index, string Name, string Config, TaskState State, string? Run, string? Message, DateTimeOffset Finished, double DurationMs, string Host, string Version)
{
    public const int CurrentFormat = 1;
}

/// <summary><c>tasks/NNNN/started.json</c>: who is at a task, or was. It decides nothing.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Host">Machine.</param>
/// <param name="Process">Process id there.</param>
/// <param name="Started">When.</param>
internal sealed record TaskStart(int Format, string Host, int Process, DateTimeOffset Started)
{
    public const int CurrentFormat = 1;
}
