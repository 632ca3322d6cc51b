using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Pipeline.Launching.Slurm;

/// <summary>
/// Slurm's commands as processes, each with a time limit: an absent controller takes 18 to 60 seconds to say so. Variables that would change what the
/// commands do or print (<c>SBATCH_*</c>, <c>SQUEUE_*</c>, the <c>SLURM_*</c> of a job that this one runs inside) do not reach them.
/// </summary>
internal sealed class SlurmProcess(TimeSpan limit)
{
    private static readonly string[] Prefixes = ["SLURM_", "SBATCH_", "SQUEUE_", "SCANCEL_", "SCONTROL_", "SALLOC_", "SRUN_"];

    /// <summary>Where the cluster is, and how to prove who asks.</summary>
    private static readonly string[] Kept = ["SLURM_CONF", "SLURM_CONF_SERVER", "SLURM_JWT"];

    /// <inheritdoc cref="SlurmCall"/>
    public SlurmAnswer Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(program, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(limit);
        try
        {
            Task.WhenAll(output, errors).WaitAsync(ends.Token).GetAwaiter().GetResult();
            process.WaitForExitAsync(ends.Token).GetAwaiter().GetResult();
            return new SlurmAnswer(process.ExitCode, output.Result, errors.Result);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new SlurmUnreachableException(string.Create(
                CultureInfo.InvariantCulture, $"{program} did not answer within {limit.TotalSeconds:0} s: is the cluster's controller (slurmctld) up? The sweep's files are as they were; try again later"));
        }
    }

    /// <summary>Whether a variable of ours may reach Slurm's commands and the jobs they make.</summary>
    internal static bool Reaches(string variable) =>
        Kept.Contains(variable, StringComparer.Ordinal) || !Prefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.Ordinal));

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string variable in start.Environment.Keys.Where(name => !Reaches(name)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        // Dates and messages as they are parsed here.
        start.Environment["LC_ALL"] = "C";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"{program} cannot be started ({problem.Message}): Slurm's commands are needed on this machine; run this on a login node, or take 'launcher: local'", problem);
        }
    }
}
