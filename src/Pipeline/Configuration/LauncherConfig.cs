using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>Where the experiments of a sweep are carried out. It changes no result, and is no part of any run.</summary>
[Union]
[Description("Where the experiments of a sweep are carried out; changes no result.")]
public abstract record LauncherConfig;

[Kind("local")]
[Description("On this machine: all features, then all fits on one pool of cores, then all times.")]
public sealed record LocalLauncherConfig : LauncherConfig;

[Kind("slurm")]
[Description("As array jobs of a Slurm cluster, from a folder that all its nodes share.")]
public sealed record SlurmLauncherConfig(
    [Description("Partition; the cluster's default when absent."), RegularExpression(SlurmLauncherConfig.Word)] string? Partition = null,
    [Description("Account that is charged."), RegularExpression(SlurmLauncherConfig.Word)] string? Account = null,
    [Description("Quality of service."), RegularExpression(SlurmLauncherConfig.Word)] string? Qos = null,
    [Description("Features that a node must have, as sbatch writes them: 'avx512&ssd'."), RegularExpression(SlurmLauncherConfig.Word)] string? Constraint = null,
    [Description("Time limit of one task, as sbatch writes it: minutes, HH:MM:SS or D-HH:MM:SS; the partition's default when absent."),
        RegularExpression(@"\d+(:\d{1,2}){0,2}|\d+-\d{1,2}(:\d{1,2}){0,2}")] string? Time = null,
    [Description("Cores of one task."), Range(1, 4096)] int Cpus = 1,
    [Description("Memory of one task, as sbatch writes it: 4G, 800M; the cluster's default when absent."), RegularExpression(@"\d+[KMGT]?")] string? Memory = null,
    [Description("GPUs of one task, as sbatch writes them: 1, a100:2."), RegularExpression(@"([A-Za-z0-9_.-]+:)?\d+")] string? Gpus = null,
    [Description("Tasks that may run at once; as many as the cluster gives when absent."), Range(1, 100_000)] int? Parallelism = null,
    [Description("Lines of shell before the program: 'module load dotnet'.")] IReadOnlyList<string>? Setup = null,
    [Description("Further options of sbatch by their long names without dashes: { reservation: night }; an empty value for an option that takes none.")]
        IReadOnlyDictionary<string, string>? Sbatch = null,
    [Description("Parts that feature extraction is cut into, tasks of their own before the fits; 0 leaves it to the fits."), Range(0, 10_000)] int Shards = 4,
    [Description("Seconds before its time limit at which a task is told, so that it can queue itself again. Slurm may be up to a minute early."), Range(1, 3600)] int Notice = 60,
    [Description("Times that one task may begin anew, after a time limit, a lost node or a preemption, before it counts as failed."), Range(0, 1000)] int Requeues = 3,
    [Description("Whether the times of a sweep are measured on a node that runs nothing else meanwhile.")] bool QuietTiming = true) : LauncherConfig, IChecked
{
    internal const string Word = @"[^\s\x00-\x1f]+";

    /// <summary>Options that the launcher sets itself, and must.</summary>
    private static readonly string[] Own =
        ["array", "chdir", "dependency", "error", "export", "job-name", "kill-on-invalid-dep", "no-requeue", "open-mode", "output", "parsable", "requeue", "signal", "test-only", "wait", "wrap"];

    /// <summary>Options that have a key here.</summary>
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["partition"] = "partition",
        ["account"] = "account",
        ["qos"] = "qos",
        ["constraint"] = "constraint",
        ["time"] = "time",
        ["cpus-per-task"] = "cpus",
        ["mem"] = "memory",
        ["gpus"] = "gpus",
    };

    public IReadOnlyList<string> Setup { get; init; } = Setup ?? [];

    public IReadOnlyDictionary<string, string> Sbatch { get; init; } = Sbatch ?? new Dictionary<string, string>();

    IEnumerable<(string Key, string Message)> IChecked.Check()
    {
        if (Setup.Any(line => line.AsSpan().ContainsAny('\n', '\0')))
        {
            yield return (nameof(Setup), "expects one line of shell per item");
        }

        foreach (var (option, value) in Sbatch)
        {
            if (Refusal(option, value) is { } refusal)
            {
                yield return (nameof(Sbatch), $"{option}: {refusal}");
            }
        }
    }

    private static string? Refusal(string option, string value) => option switch
    {
        _ when Own.Contains(option) => "the launcher sets it itself; remove it",
        _ when Keys.TryGetValue(option, out string? key) => $"has a key of its own; write launcher.{key}",
        _ when option.Length < 2 || !option.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') || option[0] == '-' =>
            "expects the long name of an option without dashes, as in reservation",
        _ when value.Any(char.IsControl) => "expects a value on one line",
        _ => null,
    };
}
