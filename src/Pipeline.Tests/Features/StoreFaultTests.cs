using Pipeline.Features;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Features;

/// <summary>The store under the built program: killed, or twice at once.</summary>
[Trait("tier", "fault")]
public sealed class StoreFaultTests : IDisposable
{
    private const int PerClass = 500;
    private readonly SampleProject _project = new();
    private readonly string _config;

    public StoreFaultTests()
    {
        SampleImage.WriteDataset(_project["data", "raw", "many"], PerClass, "cat", "dog");
        _config = _project.Config("many.yaml", SampleProject.ConfigText
            .Replace("data/raw/animals", "data/raw/many", StringComparison.Ordinal)
            .Replace("repeats: 2, images: 4", "repeats: 0", StringComparison.Ordinal));
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_kill_while_segments_are_written_leaves_whole_ones_and_the_next_run_goes_on_from_them()
    {
        for (int kill = 1; kill <= 3; kill++)
        {
            using var process = _project.Start("run", _config);
            process.WaitFor($"{kill} segments", _ => Segments().Length >= kill);
            process.Signal(Signal.Kill);
            process.WaitForExit();
            Assert.InRange(RowsOfWholeSegments(), kill, 2 * PerClass);
        }

        _project.Run("run", _config).Ended(0);

        Assert.Equal(2 * PerClass, RowsOfWholeSegments());
        var stats = Assert.Single(new FeatureInventory(_project["artifacts", "features"], TimeProvider.System).Stats());
        Assert.Equal((TinyBackbone.Name, 2 * PerClass, 0), (stats.Description!.Backbone, stats.Images, stats.Damaged));
    }

    [Fact]
    public void Two_processes_fill_one_store_and_a_user_can_look_at_it_and_empty_it()
    {
        using var first = _project.Start("run", _config);
        using var second = _project.Start("run", _config, "--set", "name=other");
        Assert.Equal((0, 0), (first.WaitForExit().ExitCode, second.WaitForExit().ExitCode));
        RowsOfWholeSegments();

        var stats = _project.Run("features", "stats").Ended(0);
        Assert.Contains($"{2 * PerClass}", Assert.Single(stats.OutputLines, line => line.Contains(TinyBackbone.Name, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("say what may go", _project.Run("features", "prune").Errors, StringComparison.Ordinal);
        Assert.EndsWith("would be deleted; say --yes to do it", _project.Run("features", "prune", "--all").Ended(0).OutputLines[^1], StringComparison.Ordinal);
        Assert.NotEmpty(Segments());
        Assert.EndsWith("deleted", _project.Run("features", "prune", "--all", "--yes").Ended(0).OutputLines[^1], StringComparison.Ordinal);
        Assert.Empty(Segments());
    }

    private string[] Segments() => Directory.Exists(_project["artifacts", "features"])
        ? Directory.GetFiles(_project["artifacts", "features"], "*" + FeatureSegment.Extension, SearchOption.AllDirectories)
        : [];

    /// <summary>Opens every segment, which checks it.</summary>
    private int RowsOfWholeSegments()
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in Segments())
        {
            using var segment = FeatureSegment.Open(path, FeatureDescription.Find(Path.GetDirectoryName(path)!)!.Key);
            rows.UnionWith(segment.Hashes());
        }

        return rows.Count;
    }
}
