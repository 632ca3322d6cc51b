using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline run CONFIG...</c>: YAML into run folders and a table.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var configs = Verb.Configs();
        var (set, models, json) = (Verb.Set(), Verb.Models(), Verb.Json());
        var again = new Option<bool>("--again") { Description = "Make a run that is there already once more, beside it." };
        var (pull, offline, mirror, yes) = (Pull(), Offline(), Verb.Mirror(), Verb.Yes());
        var command = new Command("run", """
            Run the experiments of one or more config files.

            Examples:
              pipeline run configs/quickstart.yaml
              pipeline run configs/quickstart.yaml --set dataset.path=/photos --set backbone=resnet50-v1-12
            """) { configs, set, models, again, pull, offline, mirror, yes, json };
        command.Does(terminal, (parse, cancellation) =>
        {
            List<(string Path, IReadOnlyList<ExperimentConfig> Experiments)> files =
                [.. parse.GetRequiredValue(configs).Select(path => (path, ExperimentConfigReader.Read(path, parse.GetValue(set) ?? [])))];
            if (parse.GetValue(pull) && !parse.GetValue(offline))
            {
                new WeightsFetching(terminal, parse.GetValue(mirror), parse.GetValue(yes)).FetchMissing(Cards(files, parse.GetValue(models)), ModelsPlace.Of(parse.GetValue(models)), cancellation);
            }

            return Run(terminal, files, parse.GetValue(models), parse.GetValue(again), parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static Option<bool> Pull() => new("--pull") { Description = "Fetch weights that are missing; nothing is fetched without it." };

    private static Option<bool> Offline() => new("--offline") { Description = "Fetch nothing, even with --pull." };

    private static IEnumerable<BackboneCard> Cards(IEnumerable<(string Path, IReadOnlyList<ExperimentConfig> Experiments)> files, string? models)
    {
        var folders = ModelFolders.FromEnvironment(models);
        return from file in files
               let loader = new BackboneLoader(folders, ProjectLayout.OfConfig(file.Path))
               from card in file.Experiments.Select(config => config.Backbone).Where(backbone => backbone.Path is null).Distinct().Select(loader.Card)
               group card by card.Sha256 into same
               select same.First();
    }

    private static int Run(
        Terminal terminal, List<(string Path, IReadOnlyList<ExperimentConfig> Experiments)> files, string? models, bool again, bool json, CancellationToken cancellation)
    {
        List<FinishedRun> finished = [];
        List<(string Name, string Message)> failed = [];
        HashSet<string> announced = [];
        foreach (var (path, experiments) in files)
        {
            var workspace = new Workspace(ProjectLayout.OfConfig(path), models, terminal.Clock, terminal.Progress, AnnounceOnce);
            workspace.RemoveLeftovers();
            terminal.WriteLine($"{path}: {experiments.Count} {(experiments.Count == 1 ? "experiment" : "experiments")}");
            foreach (var config in experiments)
            {
                try
                {
                    finished.Add(workspace.Recipe.Run(config, again, cancellation));
                }
                catch (PipelineException problem)
                {
                    // One failing configuration does not take the others with it.
                    terminal.WriteError($"{config.Name}: {problem.Message}");
                    failed.Add((config.Name, problem.Message));
                }
            }
        }

        Report(terminal, finished);
        if (json)
        {
            terminal.WriteLine(ToJson(finished, failed).ToJsonString());
        }

        return failed.Count == 0 ? 0 : Verb.Failed;

        void AnnounceOnce(string line)
        {
            if (announced.Add(line))
            {
                terminal.WriteLine(line);
            }
        }
    }

    private static void Report(Terminal terminal, List<FinishedRun> finished)
    {
        if (finished.Count == 0)
        {
            return;
        }

        terminal.Write(ResultTable.Of(finished, terminal.Width));
        foreach (var finding in finished.SelectMany(run => run.Record.Findings.Select(finding => (finding, run.Record.Name))).GroupBy(pair => pair.finding, pair => pair.Name))
        {
            string whose = finding.Count() == finished.Count ? "" : $" ({string.Join(", ", finding)})";
            terminal.WriteLine($"{finding.Key.Level.ToString().ToLowerInvariant()}: {finding.Key.Message}{whose}");
        }

        terminal.WriteLine("Run folders:");
        foreach (var run in finished)
        {
            terminal.WriteLine($"  {Path.GetRelativePath(Environment.CurrentDirectory, run.Path)}{(run.IsNew ? "" : "  (was there already; --again makes another)")}");
        }
    }

    private static JsonObject ToJson(List<FinishedRun> finished, List<(string Name, string Message)> failed) => new()
    {
        ["runs"] = new JsonArray([.. finished.Select(RunSummary.ToJson)]),
        ["failed"] = new JsonArray([.. failed.Select(failure => new JsonObject { ["name"] = failure.Name, ["message"] = failure.Message })]),
    };
}
