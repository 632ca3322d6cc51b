namespace Pipeline.Launching.Slurm;

/// <summary>Runs one of Slurm's commands to its end.</summary>
/// <param name="program">For example <c>squeue</c>.</param>
/// <param name="arguments">What follows its name.</param>
/// <exception cref="SlurmUnreachableException">It did not end in time.</exception>
/// <exception cref="PipelineException">There is no such command.</exception>
internal delegate SlurmAnswer SlurmCall(string program, IReadOnlyList<string> arguments, CancellationToken cancellation);

/// <summary>What a command of Slurm left.</summary>
internal sealed record SlurmAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>The reason it gives, without its own name before it.</summary>
    public string Reason => LastLine(Errors) is { Length: > 0 } line ? WithoutPrefix(line) : $"exit code {ExitCode}";

    /// <summary>The controller cannot be reached or is too busy: nothing is known about what was asked.</summary>
    public bool IsUnreachable =>
        ExitCode != 0 && Unreachable.Any(sign => Errors.Contains(sign, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Unreachable =
        ["unable to contact slurm controller", "timed out", "connection refused", "connect failure", "temporarily unable", "slurmctld is down", "zero bytes were transmitted", "authentication"];

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    // "sbatch: error: Batch job submission failed: Invalid ..."
    private static string WithoutPrefix(string line) => line.Split(": error: ", 2) is [_, var reason] ? reason : line;
}

/// <summary>Slurm's controller does not answer. The files of a sweep are the truth and stay as they are; the command may be given again.</summary>
internal sealed class SlurmUnreachableException(string message) : PipelineException(message);
