using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Launching;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep status|finish DIR</c>: a sweep by its folder.</summary>
internal static class SweepCommand
{
    public static Command Create(Terminal terminal) => new("sweep", "Look after a sweep by its folder.") { Status(terminal), Finish(terminal) };

    public static Argument<string> Folder() => new("DIR") { Description = "The sweep's folder under artifacts/sweeps." };

    private static Command Status(Terminal terminal)
    {
        var (argument, json) = (Folder(), Verb.Json());
        var command = new Command("status", """
            How far a sweep has come: done, running, failed and why, time left.

            Example:
              pipeline sweep status artifacts/sweeps/head-1a2b3c4d
            """) { argument, json };
        command.Does(terminal, (parse, _) =>
        {
            var status = SweepStatus.Of(SweepFolder.Open(parse.GetRequiredValue(argument)));
            terminal.WriteLine(
                $"{status.Name}: {Prose.Count(status.Total, "task")}, {status.Done} done, {status.Running.Count} running, {status.Failed.Count} failed, {status.Pending} pending"
                + (status.Left is { } left ? $", {ConsoleProgress.Left(left.TotalSeconds)} left" : ""));
            foreach (var failure in status.Failed)
            {
                terminal.WriteLine($"  failed {failure.Index}: {failure.Name}: {failure.Message}");
            }

            if (parse.GetValue(json))
            {
                terminal.WriteLine(ToJson(status).ToJsonString());
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

    private static JsonObject ToJson(SweepStatus status) => new()
    {
        ["name"] = status.Name,
        ["total"] = status.Total,
        ["done"] = status.Done,
        ["failed"] = status.Failed.Count,
        ["running"] = status.Running.Count,
        ["pending"] = status.Pending,
        ["seconds_left"] = status.Left?.TotalSeconds,
        ["failures"] = new JsonArray([.. status.Failed.Select(failure => new JsonObject { ["index"] = failure.Index, ["name"] = failure.Name, ["message"] = failure.Message })]),
    };
}
