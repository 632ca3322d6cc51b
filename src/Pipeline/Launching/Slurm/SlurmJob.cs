using System.Globalization;

namespace Pipeline.Launching.Slurm;

/// <summary>The job of Slurm's that this process is.</summary>
/// <param name="Id">By which it is queued again: <c>ARRAY_INDEX</c>, since the last element's own id is that of its whole array.</param>
/// <param name="Restarts">Times that it began anew.</param>
/// <param name="Requeues">Times that it may.</param>
internal sealed record SlurmJob(string Id, int Restarts, int Requeues)
{
    /// <summary>Set by our scripts: how often a job may begin anew.</summary>
    public const string RequeuesVariable = "PIPELINE_REQUEUES";

    /// <summary>It began anew more often than it may: by lost nodes or preemptions, which ask nobody.</summary>
    public bool IsBeyond => Restarts > Requeues;

    public bool MayRequeue => Restarts < Requeues;

    /// <summary>Why it is given up.</summary>
    public string GivenUp => string.Create(
        CultureInfo.InvariantCulture,
        $"job {Id} began {Restarts + 1} times without coming to its end (time limit, lost nodes or preemption; launcher.requeues is {Requeues}): give it more time (launcher.time) or other nodes, then 'pipeline sweep resume --retry-failed'");

    /// <param name="variable">The process's environment.</param>
    /// <returns>Null where none of our scripts started it.</returns>
    public static SlurmJob? Of(Func<string, string?> variable) =>
        int.TryParse(variable(RequeuesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int requeues) && variable("SLURM_JOB_ID") is { Length: > 0 } job
            ? new SlurmJob(
                variable("SLURM_ARRAY_JOB_ID") is { Length: > 0 } array ? $"{array}_{variable("SLURM_ARRAY_TASK_ID")}" : job,
                int.TryParse(variable("SLURM_RESTART_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int restarts) ? restarts : 0, requeues)
            : null;
}
