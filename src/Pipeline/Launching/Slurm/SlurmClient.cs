using System.Globalization;

namespace Pipeline.Launching.Slurm;

/// <summary>What a launcher asks of a cluster. It needs no accounting (<c>sacct</c>), and no JSON, which two versions structure differently.</summary>
internal sealed class SlurmClient(SlurmCall call)
{
    /// <summary>Long enough for a busy controller, shorter than its own retries.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static SlurmClient OfProcess() => new(new SlurmProcess(Limit).Run);

    /// <param name="script">A batch script with all its options inside.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="SlurmUnreachableException">Nobody knows whether the job was taken: look for it by name.</exception>
    /// <exception cref="PipelineException">The cluster refuses it.</exception>
    public long Submit(string script, CancellationToken cancellation)
    {
        var answer = Ask("sbatch", ["--parsable", script], cancellation);
        return answer.ExitCode == 0 && long.TryParse(answer.Output.Trim().Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long job)
            ? job
            : throw new PipelineException($"Slurm does not take {script}: {answer.Reason}");
    }

    /// <summary>What the queue knows of a job: each element of an array by itself. Finished ones are forgotten after a while (MinJobAge).</summary>
    /// <returns>Empty when the job is not known: purged, lost, or never there. That says nothing about its work.</returns>
    public IReadOnlyList<SlurmElement> Elements(long job, CancellationToken cancellation) =>
        Queue(["-j", job.ToString(CultureInfo.InvariantCulture)], cancellation);

    /// <returns>The newest job of that name, or null.</returns>
    public long? Find(string name, CancellationToken cancellation) =>
        Queue(["--name", name], cancellation).Where(element => element.Name == name).Select(element => (long?)element.Job).Max();

    /// <summary>Ends jobs and keeps them from starting; what is not there any more counts as ended.</summary>
    /// <param name="jobs">Ids of jobs or of elements, <c>17</c> or <c>17_3</c>.</param>
    /// <exception cref="PipelineException">The cluster refuses.</exception>
    public void Cancel(IReadOnlyCollection<string> jobs, CancellationToken cancellation)
    {
        if (jobs.Count > 0 && Ask("scancel", [.. jobs], cancellation) is { ExitCode: not 0 } answer && !IsGone(answer))
        {
            throw new PipelineException($"Slurm does not cancel {string.Join(", ", jobs)}: {answer.Reason}");
        }
    }

    /// <summary>Puts a running job back into the queue, to begin anew.</summary>
    /// <param name="job">An element as <c>ARRAY_INDEX</c>: the last element's own id is that of the whole array.</param>
    /// <exception cref="PipelineException">The cluster refuses.</exception>
    public void Requeue(string job, CancellationToken cancellation)
    {
        if (Ask("scontrol", ["requeue", job], cancellation) is { ExitCode: not 0 } answer)
        {
            throw new PipelineException($"Slurm does not queue {job} again: {answer.Reason}");
        }
    }

    /// <summary>One more than the largest number that an element of an array may have.</summary>
    /// <exception cref="PipelineException">The cluster does not say.</exception>
    public int MaxArraySize(CancellationToken cancellation)
    {
        var answer = Ask("scontrol", ["show", "config"], cancellation);
        string? size = answer.Output.Split('\n').Select(line => line.Split('=', 2)).FirstOrDefault(pair => pair[0].Trim() == "MaxArraySize")?.ElementAtOrDefault(1)?.Trim();
        return int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new PipelineException($"scontrol show config tells no MaxArraySize ({answer.Reason}): is this a Slurm cluster?");
    }

    private IReadOnlyList<SlurmElement> Queue(IReadOnlyList<string> selection, CancellationToken cancellation)
    {
        var answer = Ask("squeue", ["-r", "-h", "-t", "all", .. selection, "-O", SlurmElement.Fields], cancellation);
        if (answer.ExitCode != 0 && !IsGone(answer))
        {
            throw new PipelineException($"squeue fails: {answer.Reason}");
        }

        return answer.ExitCode == 0 ? [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SlurmElement.Parse)] : [];
    }

    private SlurmAnswer Ask(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var answer = call(program, arguments, cancellation);
        return answer.IsUnreachable
            ? throw new SlurmUnreachableException($"{program} cannot reach the cluster's controller ({answer.Reason}). The sweep's files are as they were; try again later")
            : answer;
    }

    private static bool IsGone(SlurmAnswer answer) =>
        answer.Errors.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase)
        || answer.Errors.Contains("already completing or completed", StringComparison.OrdinalIgnoreCase);
}
