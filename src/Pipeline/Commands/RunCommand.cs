using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Launching;
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
        var retry = new Option<bool>("--retry-failed") { Description = "Try again what failed in an earlier execution of a sweep." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be done and about how long it takes; do nothing." };
        var (pull, offline, mirror, yes) = (Pull(), Offline(), Verb.Mirror(), Verb.Yes());
        var (launcher, wait) = (SlurmLaunching.Launcher(), SlurmLaunching.WaitOption());
        var command = new Command("run", """
            Run the experiments of one or more config files. What is finished is found again, so that the same command goes on where it stopped.

            Examples:
              pipeline run configs/quickstart.yaml
              pipeline run configs/quickstart.yaml --set dataset.path=/photos --set backbone=resnet50-v1-12
              pipeline run configs/optimizers/all.yaml --dry-run
              pipeline run configs/optimizers/all.yaml --launcher slurm --set launcher.time=30 --set launcher.cpus=2
            """) { configs, set, models, again, retry, dry, launcher, wait, pull, offline, mirror, yes, json };
        command.Does(terminal, (parse, cancellation) =>
        {
            ExperimentFile[] files = [.. parse.GetRequiredValue(configs).Select(path => ExperimentConfigReader.ReadFile(path, SlurmLaunching.Overrides(parse.GetValue(set), parse.GetValue(launcher))))];
            var options = new LaunchOptions(parse.GetValue(again), parse.GetValue(retry));
            if (parse.GetValue(dry))
            {
                return DryRun.Tell(terminal, files, options);
            }

            if (parse.GetValue(pull) && !parse.GetValue(offline))
            {
                new WeightsFetching(terminal, parse.GetValue(mirror), parse.GetValue(yes)).FetchMissing(Cards(files, parse.GetValue(models)), ModelsPlace.Of(parse.GetValue(models)), cancellation);
            }

            if (files.Any(file => file.Launcher is SlurmLauncherConfig))
            {
                return SlurmLaunching.Submit(terminal, files, options, parse.GetValue(models), parse.GetValue(wait), cancellation);
            }

            return Run(terminal, files, parse.GetValue(models), options, parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static Option<bool> Pull() => new("--pull") { Description = "Fetch weights that are missing; nothing is fetched without it." };

    private static Option<bool> Offline() => new("--offline") { Description = "Fetch nothing, even with --pull." };

    private static IEnumerable<BackboneCard> Cards(IEnumerable<ExperimentFile> files, string? models)
    {
        var folders = ModelFolders.FromEnvironment(models);
        var frozen = from file in files
                     let loader = new BackboneLoader(folders, ProjectLayout.OfConfig(file.Path))
                     from card in file.Experiments.Select(config => config.Backbone).OfType<BackboneConfig>().Where(backbone => backbone.Path is null).Distinct().Select(loader.Card)
                     group card by card.Sha256 into same
                     select same.First();
        var pretrained = from file in files
                         from head in file.Experiments.Select(config => config.Head).OfType<MlNetVisionHeadConfig>()
                         select PretrainedNetworks.Card(head.Architecture, folders);
        return frozen.Concat(pretrained.DistinctBy(card => card.File));
    }

    private static int Run(Terminal terminal, ExperimentFile[] files, string? models, LaunchOptions options, bool json, CancellationToken cancellation)
    {
        var tally = new Tally([], []);
        HashSet<string> announced = [];
        bool timed = true;
        foreach (var file in files)
        {
            var workspace = new Workspace(ProjectLayout.OfConfig(file.Path), models, terminal.Clock, terminal.Progress, AnnounceOnce);
            workspace.RemoveLeftovers();
            terminal.WriteLine($"{file.Path}: {Prose.Count(file.Experiments.Count, "experiment")}");
            if (file.IsSweep)
            {
                timed &= Sweep(terminal, workspace, file, options, tally, cancellation);
            }
            else
            {
                One(terminal, workspace, file.Experiments[0], options.Again, tally, cancellation);
            }
        }

        Report(terminal, tally.Finished);
        if (tally.Finished.Count + tally.Failed.Count > 1)
        {
            terminal.WriteLine($"{Prose.Count(tally.Finished.Count + tally.Failed.Count, "experiment")}: {tally.Finished.Count} done, {tally.Failed.Count} failed");
        }

        if (json)
        {
            terminal.WriteLine(ToJson(tally).ToJsonString());
        }

        return tally.Failed.Count == 0 && timed ? 0 : Verb.Failed;

        void AnnounceOnce(string line)
        {
            if (announced.Add(line))
            {
                terminal.WriteLine(line);
            }
        }
    }

    // One failing configuration does not take the others with it.
    private static void One(Terminal terminal, Workspace workspace, ExperimentConfig config, bool again, Tally tally, CancellationToken cancellation)
    {
        try
        {
            tally.Finished.Add(workspace.Recipe.Run(config, again, cancellation));
        }
        catch (PipelineException problem)
        {
            terminal.WriteError($"{config.Name}: {problem.Message}");
            tally.Failed.Add((config.Name, problem.Message));
        }
    }

    /// <returns>Whether everything that was scored was timed as well.</returns>
    private static bool Sweep(Terminal terminal, Workspace workspace, ExperimentFile file, LaunchOptions options, Tally tally, CancellationToken cancellation)
    {
        var folder = SweepFolder.Create(workspace.Layout, file.Name, file.Path, file.Experiments);
        terminal.WriteLine($"sweep folder: {Path.GetRelativePath(Environment.CurrentDirectory, folder.Path)}");
        var outcome = workspace.Launcher(folder, file.Experiments).Run(options, cancellation);
        tally.Finished.AddRange(outcome.Finished);
        foreach (var failure in outcome.Failed)
        {
            terminal.WriteError($"{failure.Name}: {failure.Message}");
            tally.Failed.Add((failure.Name, failure.Message!));
        }

        foreach (string problem in outcome.Untimed)
        {
            terminal.WriteError($"not timed: {problem}");
        }

        if (outcome.LeftAlone > 0)
        {
            terminal.WriteLine($"{Prose.Count(outcome.LeftAlone, "experiment")} failed before and {(outcome.LeftAlone == 1 ? "was" : "were")} left alone; --retry-failed tries again");
        }

        return outcome.Untimed.Count == 0;
    }

    private static void Report(Terminal terminal, List<FinishedRun> finished)
    {
        if (finished.Count == 0)
        {
            return;
        }

        terminal.Write(ResultTable.Of(finished, terminal.Width));
        foreach (string line in FindingLines.Of(finished))
        {
            terminal.WriteLine(line);
        }

        terminal.WriteLine("Run folders:");
        foreach (var run in finished)
        {
            terminal.WriteLine($"  {Path.GetRelativePath(Environment.CurrentDirectory, run.Path)}{(run.IsNew ? "" : "  (was there already; --again makes another)")}");
        }
    }

    private static JsonObject ToJson(Tally tally) => new()
    {
        ["runs"] = new JsonArray([.. tally.Finished.Select(RunSummary.ToJson)]),
        ["failed"] = new JsonArray([.. tally.Failed.Select(failure => new JsonObject { ["name"] = failure.Name, ["message"] = failure.Message })]),
    };

    /// <summary>What has become of the experiments so far.</summary>
    private sealed record Tally(List<FinishedRun> Finished, List<(string Name, string Message)> Failed);
}
