using System.Text.Json;
using Pipeline.Artifacts;

namespace Pipeline.Tests.Recipe;

/// <summary>One experiment run to its end by the built program, four times over; what tests read and none changes.</summary>
public sealed class CliRun : IDisposable
{
    public CliRun()
    {
        Project.AddOddFiles();
        First = Project.Run("run", Project.Config("sample.yaml", SampleProject.ConfigText), "--json");
        Folder = Project.OnlyRun();
        Repeated = Project.Run("run", Path.GetRelativePath(Project.Root, Path.Combine(Folder, RunFiles.Config)));
        AfterRepeat = Project.InRuns;
        Again = Project.Run("run", "configs/sample.yaml", "--again");
        Directory.Delete(Project["artifacts", "features"], recursive: true);
        Directory.Delete(Project["artifacts", "cache"], recursive: true);
        AgainFromCold = Project.Run("run", "configs/sample.yaml", "--again");
    }

    internal SampleProject Project { get; } = new();

    /// <summary>From cold, with <c>--json</c>.</summary>
    internal CliResult First { get; }

    /// <summary>The config that the first run has kept, run.</summary>
    internal CliResult Repeated { get; }

    internal string[] AfterRepeat { get; }

    /// <summary>With <c>--again</c>, its features from the store.</summary>
    internal CliResult Again { get; }

    /// <summary>With <c>--again</c>, store and caches deleted before.</summary>
    internal CliResult AgainFromCold { get; }

    /// <summary>The first run's.</summary>
    internal string Folder { get; }

    internal string Name => Path.GetFileName(Folder);

    internal CsvTable Predictions => new(Path.Combine(Folder, RunFiles.Predictions));

    internal CsvTable Ledger => new(Path.Combine(Folder, RunFiles.Ledger));

    internal JsonElement Metrics => Json(RunFiles.Metrics);

    internal JsonElement Record => Json(RunFiles.Record);

    public void Dispose() => Project.Dispose();

    private JsonElement Json(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}

/// <summary>The tests that read <see cref="CliRun"/>.</summary>
[CollectionDefinition(Name)]
public sealed class CliRunGroup : ICollectionFixture<CliRun>
{
    public const string Name = "a finished run";
}
