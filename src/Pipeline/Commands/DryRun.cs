using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Launching;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline run --dry-run</c>: what would be done, and about how long it would take. It reads what earlier executions left and does nothing.</summary>
internal static class DryRun
{
    private const int Shown = 20;

    public static int Tell(Terminal terminal, IReadOnlyList<ExperimentFile> files, LaunchOptions options)
    {
        foreach (var file in files)
        {
            var layout = ProjectLayout.OfConfig(file.Path);
            var todo = ToDo(terminal, layout, file, options);
            foreach (var config in todo.Take(Shown))
            {
                terminal.WriteLine($"  {config.Name}");
            }

            if (todo.Count > Shown)
            {
                terminal.WriteLine($"  ... and {todo.Count - Shown} more");
            }

            if (todo.Count > 0)
            {
                var estimate = SweepEstimate.Of(todo, new RunStore(layout.Runs, terminal.Clock).List(out _));
                terminal.WriteLine(estimate is null
                    ? "how long it takes cannot be told: this project has no earlier runs of these heads and networks; run one of them first"
                    : $"about {ConsoleProgress.Left(estimate.Total.TotalSeconds)}: {ConsoleProgress.Left(estimate.Fits.TotalSeconds)} of fits, "
                        + $"{ConsoleProgress.Left(estimate.FitTimes.TotalSeconds)} of timing fits, {ConsoleProgress.Left(estimate.Latency.TotalSeconds)} of timing predictions"
                        + $" (from {Prose.Count(estimate.Runs, "earlier run")} of this project; features that are not in the store come on top)");
            }
        }

        return 0;
    }

    private static List<ExperimentConfig> ToDo(Terminal terminal, ProjectLayout layout, ExperimentFile file, LaunchOptions options)
    {
        var folder = file.IsSweep ? SweepFolder.Find(layout, file.Name, file.Path, file.Experiments) : null;
        var results = folder?.Plan.Tasks.Select(folder.Result).ToArray() ?? new TaskResult?[file.Experiments.Count];
        bool[] done = [.. results.Select(result => result is { State: TaskState.Done } && !options.Again && Directory.Exists(Path.Combine(layout.Runs, result.Run!)))];
        bool[] failed = [.. results.Select(result => result is { State: TaskState.Failed } && !options.RetryFailed && !options.Again)];
        List<ExperimentConfig> todo = [.. file.Experiments.Where((_, i) => !done[i] && !failed[i])];
        string left = failed.Contains(true) ? $", {failed.Count(one => one)} failed before (--retry-failed tries again)" : "";
        terminal.WriteLine($"{file.Path}: {Prose.Count(file.Experiments.Count, "experiment")}: {done.Count(one => one)} done{left}, {todo.Count} to do");
        return todo;
    }
}
