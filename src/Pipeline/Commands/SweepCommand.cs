using System.CommandLine;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep status|wait|cancel|resume|logs|finish DIR</c>: a sweep by its folder.</summary>
internal static class SweepCommand
{
    public static Command Create(Terminal terminal) => new("sweep", "Look after a sweep by its folder.")
    {
        Status(terminal), SweepWait.Create(terminal), SweepCancel.Create(terminal), SweepResume.Create(terminal), SweepLogs.Create(terminal), Finish(terminal),
    };

    public static Argument<string> Folder() => new("DIR") { Description = "The sweep's folder under artifacts/sweeps." };

    private static Command Status(Terminal terminal)
    {
        var (argument, json) = (Folder(), Verb.Json());
        var command = new Command("status", """
            How far a sweep has come, on this machine or on a cluster: done, running, pending and why, failed with the end of its log, time left.

            Example:
              pipeline sweep status artifacts/sweeps/head-1a2b3c4d
            """) { argument, json };
        command.Does(terminal, (parse, cancellation) =>
        {
            var view = SweepView.Of(SweepFolder.Open(parse.GetRequiredValue(argument)), SlurmClient.OfProcess(), cancellation);
            view.Write(terminal);
            if (parse.GetValue(json))
            {
                terminal.WriteLine(view.ToJson().ToJsonString());
            }
        });
        return command;
    }

    private static Command Finish(Terminal terminal)
    {
        var (argument, models) = (Folder(), Verb.Models());
        var command = new Command("finish", """
            Measure the latency of a sweep's runs on this machine, together, and write its table. For tasks that were done one by one, as on a cluster;
            'pipeline run' does it by itself.

            Example:
              pipeline sweep finish artifacts/sweeps/head-1a2b3c4d
            """) { argument, models };
        command.Does(terminal, (parse, cancellation) =>
        {
            var folder = SweepFolder.Open(parse.GetRequiredValue(argument));
            var workspace = new Workspace(folder.Layout, parse.GetValue(models), terminal.Clock, terminal.Progress);
            var outcome = workspace.Launcher(folder, [.. folder.Plan.Tasks.Select(folder.Config)]).Finish(cancellation);
            foreach (string problem in outcome.Untimed)
            {
                terminal.WriteError($"not timed: {problem}");
            }

            int left = folder.Plan.Tasks.Count - outcome.Finished.Count - outcome.Failed.Count;
            terminal.WriteLine($"{folder.Table}: {Prose.Count(folder.Plan.Tasks.Count, "task")}: {outcome.Finished.Count} done, {outcome.Failed.Count} failed, {left} not ended");
            return outcome.Failed.Count + left + outcome.Untimed.Count == 0 ? 0 : Verb.Failed;
        });
        return command;
    }
}
