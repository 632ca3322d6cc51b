using Pipeline.Artifacts;

namespace Pipeline.Launching;

/// <summary>What an execution of a sweep leaves behind.</summary>
/// <param name="Finished">The runs, in order of the plan.</param>
/// <param name="Failed">The tasks that failed, now or before.</param>
/// <param name="LeftAlone">How many of those failed before and were not tried again.</param>
/// <param name="Untimed">What could not be timed, a line each.</param>
internal sealed record SweepOutcome(IReadOnlyList<FinishedRun> Finished, IReadOnlyList<TaskResult> Failed, int LeftAlone, IReadOnlyList<string> Untimed);

/// <summary>How a sweep is gone about.</summary>
/// <param name="Again">Make runs that are there already once more, beside them.</param>
/// <param name="RetryFailed">Try again what failed before.</param>
internal sealed record LaunchOptions(bool Again = false, bool RetryFailed = false);
