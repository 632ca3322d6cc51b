using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Serving;

/// <summary>What is served: what was named, else the best finished runs of the project, else a network that ships with the program.</summary>
internal sealed class ModelSelection(ModelLoading loading, ProjectLayout layout, Action<string> complain)
{
    private const int Best = 5;

    /// <param name="runs">Named runs.</param>
    /// <param name="backbones">Named networks, answering with their own classes.</param>
    /// <exception cref="PipelineException">One of them cannot be loaded.</exception>
    public ServedModels Named(IReadOnlyList<FinishedRun> runs, IReadOnlyList<string> backbones)
    {
        if (runs.GroupBy(run => run.Record.Folder, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            throw new PipelineException($"{twins.Count()} of the runs are called {twins.Key}; serve one of them, or rename its folder");
        }

        ServedModel[] loaded = [.. runs.Select(loading.Load)];
        ServedModel[] networks = [.. backbones.Distinct(StringComparer.Ordinal).Select(Network)];
        return new ServedModels([.. loaded, .. networks, .. Beside([.. loaded, .. networks])], [.. loaded, .. networks]);
    }

    /// <param name="runs">The finished runs of the project.</param>
    public ServedModels BestOf(IReadOnlyList<FinishedRun> runs)
    {
        List<ServedModel> loaded = [];
        var best = runs.GroupBy(run => run.Record.Name, StringComparer.Ordinal).Select(again => again.MaxBy(run => run.Record.Finished)!)
            .OrderByDescending(run => run.Metrics.Quality.MeanGrade).ThenBy(run => run.Record.Folder, StringComparer.Ordinal);
        foreach (var run in best)
        {
            if (loaded.Count < Best && TryLoad(run) is { } model)
            {
                loaded.Add(model);
            }
        }

        if (loaded.Count == 0)
        {
            var mini = Network(new BackboneConfig().Name!);
            return new ServedModels([mini], [mini]);
        }

        ServedModel[] beside = [.. Beside(loaded)];
        return new ServedModels([.. loaded, .. beside], [loaded[0], .. beside.Where(model => model.Network == loaded[0].Network)]);
    }

    /// <summary>Each network's own classes stand beside the runs over it: they cost no further pass.</summary>
    private IEnumerable<ServedModel> Beside(IReadOnlyList<ServedModel> models) =>
        models.Select(model => model.Network).Distinct().Select(loading.ZeroShot).OfType<ServedModel>().Where(zeroShot => models.All(model => model.Id != zeroShot.Id));

    private ServedModel Network(string name) =>
        loading.LoadZeroShot(new BackboneConfig(name), layout) ?? throw new PipelineException($"backbone '{name}' answers with nothing that has names; serve a run that was trained on it");

    private ServedModel? TryLoad(FinishedRun run)
    {
        try
        {
            return loading.Load(run);
        }
        catch (PipelineException problem)
        {
            complain($"{run.Record.Folder} is not served: {problem.Message}");
            return null;
        }
    }
}
