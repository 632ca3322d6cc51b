using System.CommandLine;
using Pipeline.Configuration;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary>Gives a sweep to a cluster and tells what was given; shared by the verbs that launch.</summary>
internal static class SlurmLaunching
{
    public static Option<string?> Launcher() => new("--launcher")
    {
        Description = "Where a sweep is carried out: local or slurm; its options as --set launcher.partition=gpu.",
        HelpName = "KIND",
    };

    public static Option<bool> WaitOption() => new("--wait") { Description = "With --launcher slurm, wait until all jobs have ended." };

    /// <summary>The <c>--set</c> values with the launcher among them.</summary>
    public static IReadOnlyList<string> Overrides(string[]? set, string? launcher) => [.. launcher is null ? [] : new[] { $"launcher={launcher}" }, .. set ?? []];

    /// <summary>Each file is a sweep of its own, if only of one experiment.</summary>
    /// <exception cref="PipelineException">The cluster refuses, or something was asked for that only one machine does.</exception>
    public static int Submit(Terminal terminal, IReadOnlyList<ExperimentFile> files, LaunchOptions options, string? models, bool wait, CancellationToken cancellation)
    {
        if (options.Again)
        {
            throw new PipelineException("--again makes runs beside others, which tasks that may begin anew cannot do: remove it, or take --launcher local");
        }

        int code = 0;
        foreach (var file in files)
        {
            if (file.Launcher is not SlurmLauncherConfig config)
            {
                throw new PipelineException($"{file.Path} is launched on this machine and others are not: run it by itself, or name one launcher with --launcher");
            }

            var folder = SweepFolder.Create(ProjectLayout.OfConfig(file.Path), file.Name, file.Path, file.Experiments);
            terminal.WriteLine($"{file.Path}: {Prose.Count(file.Experiments.Count, "experiment")}; sweep folder: {Path.GetRelativePath(Environment.CurrentDirectory, folder.Path)}");
            code = Math.Max(code, Submit(terminal, folder, file.Experiments, config, options.RetryFailed, models, wait, cancellation));
        }

        return code;
    }

    /// <returns>The exit code.</returns>
    public static int Submit(
        Terminal terminal, SweepFolder folder, IReadOnlyList<ExperimentConfig> experiments, SlurmLauncherConfig config, bool retryFailed, string? models, bool wait, CancellationToken cancellation)
    {
        var launch = new SlurmLauncher(folder, experiments, SlurmClient.OfProcess(), terminal.Clock).Launch(config, retryFailed, models, cancellation);
        foreach (var job in launch.Jobs)
        {
            terminal.WriteLine($"job {job.Job}: {What(job)}");
        }

        terminal.WriteLine(
            $"{Prose.Count(launch.Tasks, "task")} submitted" + (launch.Queued == 0 ? "" : $", {launch.Queued} were in the queue already")
            + (launch.LeftAlone == 0 ? "" : $", {launch.LeftAlone} failed before and were left alone (--retry-failed tries again)"));
        string path = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path);
        if (wait)
        {
            return SweepWait.Wait(terminal, folder, cancellation);
        }

        terminal.WriteLine($"'pipeline sweep status {path}' shows how far it is; likewise wait, cancel, resume and logs");
        return 0;
    }

    private static string What(SlurmSubmission job) => job.Role switch
    {
        SubmissionRole.Extract => $"features, {Prose.Count(job.Elements.Count, "part")}",
        SubmissionRole.Tasks => Prose.Count(job.Elements.Count, "task"),
        SubmissionRole.Finish => "times and table, after all others",
        _ => throw new ArgumentOutOfRangeException(nameof(job)),
    };
}
