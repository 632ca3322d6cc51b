namespace Pipeline.Launching.Slurm;

/// <summary>What a state of Slurm's means to a launcher.</summary>
internal enum SlurmPhase
{
    /// <summary>Waits, perhaps for ever: the reason tells.</summary>
    Pending,

    /// <summary>Has a node, or is just getting or leaving it.</summary>
    Running,

    /// <summary>Ended by itself with exit code 0.</summary>
    Completed,

    /// <summary>Ended otherwise.</summary>
    Failed,
}

/// <summary>A state by Slurm's own name, which a person can look up.</summary>
internal readonly record struct SlurmState(string Name, SlurmPhase Phase)
{
    /// <param name="name">For example <c>RUNNING</c>; versions differ in case and in marks such as <c>*</c> or <c>+</c>.</param>
    /// <exception cref="FormatException">No state is called so.</exception>
    public static SlurmState Parse(string name)
    {
        string plain = name.Split(' ', '+')[0].TrimEnd('*').ToUpperInvariant();
        return new SlurmState(plain, plain switch
        {
            "PENDING" or "REQUEUED" or "REQUEUE_FED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" or "DEL_HOLD" => SlurmPhase.Pending,
            "RUNNING" or "CONFIGURING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "RESIZING" or "SIGNALING" or "STAGE_OUT" or "POWER_UP_NODE" or "UPDATE_DB" or "EXPEDITING" => SlurmPhase.Running,
            "COMPLETED" => SlurmPhase.Completed,
            "FAILED" or "CANCELLED" or "TIMEOUT" or "NODE_FAIL" or "PREEMPTED" or "BOOT_FAIL" or "DEADLINE" or "OUT_OF_MEMORY" or "REVOKED" or "LAUNCH_FAILED" or "RECONFIG_FAIL" => SlurmPhase.Failed,
            _ => throw new FormatException($"Slurm calls a job's state '{name}', which this version does not know"),
        });
    }

    public override string ToString() => Name;
}
