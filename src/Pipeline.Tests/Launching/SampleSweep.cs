using Pipeline.Commands;
using Pipeline.Configuration;
using Pipeline.Launching;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Launching;

/// <summary>A project with a small sweep: three heads by two seeds, and zero-shot once.</summary>
internal sealed class SampleSweep : IDisposable
{
    public const string Config = "configs/study.yaml";
    public const int Tasks = 7;
    public const int Images = 18;

    /// <summary>Columns of the table that two executions share, and those behind them, which they do not.</summary>
    private const string FirstTime = "host";

    public SampleSweep(string? extra = null) => Project.Config("study.yaml", Text + extra);

    public static string Text => """
        name: study
        dataset: data/raw/animals
        backbone: { card: models/tiny.yaml }
        head: softmax
        split: { kind: k_fold, folds: 3 }
        timing: { warm_up: 1, repeats: 2, images: 3, refits: 1 }
        export: { agreement_images: 0 }
        sweep:
          head: [{ kind: softmax, epochs: 5 }, lbfgs, prototype]
          seed: [1, 2]
          include:
            - head: zero_shot

        """;

    public SampleProject Project { get; } = new();

    /// <summary>The only sweep's folder.</summary>
    public SweepFolder Folder => SweepFolder.Open(Assert.Single(Directory.GetDirectories(Project["artifacts", "sweeps"])));

    public string[] Table => [.. File.ReadAllLines(Folder.Table)];

    /// <summary>The table without what cannot be the same twice.</summary>
    public string[] TableButForTimes => [.. Table.Select(line => string.Join(',', line.Split(',').Take(Array.IndexOf(Table[0].Split(','), FirstTime))))];

    /// <summary>The sweep in this process.</summary>
    public SweepOutcome Launch(Action<Progress>? hear = null, LaunchOptions? options = null, CancellationToken cancellation = default)
    {
        var file = ExperimentConfigReader.ReadFile(Project["configs", "study.yaml"]);
        Workspace workspace = Project.Workspace(hear);
        var folder = SweepFolder.Create(workspace.Layout, file.Name, file.Path, file.Experiments);
        return workspace.Launcher(folder, file.Experiments).Run(options ?? new LaunchOptions(), cancellation);
    }

    public void Forget()
    {
        foreach (string folder in new[] { Project["artifacts"], Project["data", "splits"] }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => Project.Dispose();
}
