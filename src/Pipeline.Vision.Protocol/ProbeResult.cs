namespace Pipeline.Vision.Protocol;

/// <summary>Who would train here, and whether it can.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Trainer">Who answers.</param>
/// <param name="Problem">What is missing and what to do, in one line; null where it can train.</param>
public sealed record ProbeResult(int Version, TrainerIdentity Trainer, string? Problem);
