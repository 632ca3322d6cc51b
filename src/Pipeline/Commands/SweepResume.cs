using System.CommandLine;
using Pipeline.Configuration;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep resume DIR</c>: does what is not done, where it was launched before or elsewhere.</summary>
internal static class SweepResume
{
    public static Command Create(Terminal terminal)
    {
        var (folder, models, set) = (SweepCommand.Folder(), Verb.Models(), Verb.Set());
        var (launcher, wait) = (SlurmLaunching.Launcher(), SlurmLaunching.WaitOption());
        var retry = new Option<bool>("--retry-failed") { Description = "Try again what failed." };
        set.Description = "Override a key of the launcher, e.g. --set launcher.time=2:00:00. May be repeated.";
        var command = new Command("resume", """
            Do what is not done of a sweep: with the launcher that it had last, or another. What is done, queued or running is left as it is.

            Examples:
              pipeline sweep resume artifacts/sweeps/head-1a2b3c4d
              pipeline sweep resume artifacts/sweeps/head-1a2b3c4d --retry-failed --set launcher.time=2:00:00
              pipeline sweep resume artifacts/sweeps/head-1a2b3c4d --launcher local
            """) { folder, launcher, set, models, retry, wait };
        command.Does(terminal, (parse, cancellation) =>
        {
            var sweep = SweepFolder.Open(parse.GetRequiredValue(folder));
            var config = LauncherOf(sweep, SlurmLaunching.Overrides(parse.GetValue(set), parse.GetValue(launcher)));
            ExperimentConfig[] experiments = [.. sweep.Plan.Tasks.Select(sweep.Config)];
            return config is SlurmLauncherConfig slurm
                ? SlurmLaunching.Submit(terminal, sweep, experiments, slurm, parse.GetValue(retry), parse.GetValue(models), parse.GetValue(wait), cancellation)
                : Here(terminal, sweep, experiments, parse.GetValue(retry), parse.GetValue(models), cancellation);
        });
        return command;
    }

    private static LauncherConfig LauncherOf(SweepFolder sweep, IReadOnlyList<string> overrides)
    {
        string file = new SlurmRecords(sweep).Launcher;
        return File.Exists(file) || overrides.Count > 0 ? LauncherFile.Read(File.Exists(file) ? file : null, overrides) : new LocalLauncherConfig();
    }

    private static int Here(Terminal terminal, SweepFolder sweep, ExperimentConfig[] experiments, bool retryFailed, string? models, CancellationToken cancellation)
    {
        var workspace = new Workspace(sweep.Layout, models, terminal.Clock, terminal.Progress);
        var outcome = workspace.Launcher(sweep, experiments).Run(new LaunchOptions(RetryFailed: retryFailed), cancellation);
        foreach (var failure in outcome.Failed)
        {
            terminal.WriteError($"{failure.Name}: {failure.Message}");
        }

        terminal.WriteLine($"{sweep.Table}: {Prose.Count(experiments.Length, "task")}: {outcome.Finished.Count} done, {outcome.Failed.Count} failed");
        return outcome.Failed.Count + outcome.Untimed.Count == 0 ? 0 : Verb.Failed;
    }
}
