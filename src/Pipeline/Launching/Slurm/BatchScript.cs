using System.Globalization;
using System.Text;
using Pipeline.Configuration;

namespace Pipeline.Launching.Slurm;

/// <summary>One job: what it runs, in which order, and where its output goes.</summary>
/// <param name="Name">Tells this job from every other of the user's: ids are given again when a controller forgets.</param>
/// <param name="Array">The elements of an array job; null for a single one.</param>
/// <param name="Output">Where its output is appended: a full path in which Slurm's patterns (<c>%a</c>) stand for themselves; its folder must exist.</param>
/// <param name="Command">Program and arguments; <see cref="BatchScript.Task"/> becomes the task's number.</param>
/// <param name="Dependency">As for <c>--dependency</c>; null to start at once.</param>
/// <param name="Folder">The working folder.</param>
internal sealed record BatchJob(string Name, ArrayCut? Array, string Output, IReadOnlyList<string> Command, string? Dependency, string Folder);

/// <summary>
/// A job as a batch script with all its options inside, so that the file tells what was submitted. The program takes the shell's place (<c>exec</c>):
/// else the notice before a time limit would reach the shell alone.
/// </summary>
internal static class BatchScript
{
    /// <summary>Stands for the number of an element's task.</summary>
    public const string Task = "{task}";

    /// <summary>What a task must find as it is here, wherever it runs.</summary>
    private static readonly string[] Inherited = ["PIPELINE_MODELS", "XDG_CACHE_HOME", "DOTNET_ROOT"];

    /// <param name="job">What to run.</param>
    /// <param name="config">What it needs.</param>
    /// <param name="variable">This process's environment.</param>
    public static string Text(BatchJob job, SlurmLauncherConfig config, Func<string, string?> variable)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        foreach (string option in Options(job, config))
        {
            text.Append("#SBATCH --").Append(option).Append('\n');
        }

        text.Append("cd ").Append(Quoted(job.Folder)).Append(" || exit 1\n");
        text.Append(CultureInfo.InvariantCulture, $"export DOTNET_PROCESSOR_COUNT=\"$SLURM_CPUS_PER_TASK\" DOTNET_NOLOGO=1 {SlurmJob.RequeuesVariable}={config.Requeues}\n");
        foreach (string name in Inherited.Where(name => variable(name) is not null))
        {
            text.Append("export ").Append(name).Append('=').Append(Quoted(variable(name)!)).Append('\n');
        }

        foreach (string line in config.Setup)
        {
            text.Append(line).Append('\n');
        }

        return text.Append("exec").AppendJoin("", job.Command.Select(word => " " + Word(word, job.Array))).Append('\n').ToString();
    }

    /// <summary>A path as <c>--output</c> wants it: Slurm replaces what follows a per cent sign.</summary>
    public static string Literal(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    private static IEnumerable<string> Options(BatchJob job, SlurmLauncherConfig config)
    {
        yield return Option("job-name", job.Name);
        if (job.Array is { } array)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"array={array.List}{(config.Parallelism is { } most ? $"%{most}" : "")}");
        }

        yield return Option("output", job.Output);
        yield return "open-mode=append";
        yield return "requeue";
        yield return string.Create(CultureInfo.InvariantCulture, $"signal=B:USR1@{config.Notice}");
        if (job.Dependency is { } dependency)
        {
            yield return $"dependency={dependency}";
            yield return "kill-on-invalid-dep=yes";
        }

        (string Name, string? Value)[] keys =
        [
            ("partition", config.Partition), ("account", config.Account), ("qos", config.Qos), ("constraint", config.Constraint), ("time", config.Time),
            ("cpus-per-task", config.Cpus.ToString(CultureInfo.InvariantCulture)), ("mem", config.Memory), ("gpus", config.Gpus),
        ];
        foreach (var (name, value) in keys.Concat(config.Sbatch.Select(pair => (pair.Key, (string?)pair.Value))).Where(pair => pair.Item2 is not null))
        {
            yield return value!.Length == 0 ? name : Option(name, value);
        }
    }

    private static string Option(string name, string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-:,+%=@".Contains(letter))
            ? $"{name}={value}"
            : $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Word(string word, ArrayCut? array) => word != Task ? Quoted(word)
        : array is { Offset: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"\"$(({array.Offset} + SLURM_ARRAY_TASK_ID))\"")
        : "\"$SLURM_ARRAY_TASK_ID\"";

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-:,+=@".Contains(letter)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
