[assembly: AssemblyFixture(typeof(Pipeline.BrowserTests.ReportedProject))]

namespace Pipeline.BrowserTests;

/// <summary>A project of sample drawings with names that nobody would wish for, two runs of it, and their comparison; made when the first test asks.</summary>
public sealed class ReportedProject : IAsyncLifetime
{
    /// <summary>A label that would like to be markup.</summary>
    public const string Hostile = "\"><img src=x onerror=alert(1)> \u202Egpj";

    private readonly string _root = Directory.CreateTempSubdirectory("pipeline-browser-").FullName;
    private Task<bool>? _made;

    /// <summary>The report of the run with a softmax head.</summary>
    public string Report => Path.Combine(Directory.GetDirectories(Path.Combine(_root, "artifacts", "runs"), "sample-softmax-*").Single(), "report.html");

    public string Comparison => Path.Combine(_root, "comparison.html");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the runs, once.</summary>
    public Task MakeAsync()
    {
        lock (_root)
        {
            return _made ??= Task.Run(RunAsync);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> RunAsync()
    {
        Directory.CreateDirectory(Path.Combine(_root, "configs"));
        CopyDrawings(Path.Combine(Checkout(AppContext.BaseDirectory), "data", "raw", "drawings"), Path.Combine(_root, "data", "raw", "drawings"));
        await File.WriteAllTextAsync(Path.Combine(_root, "configs", "sample.yaml"), """
            name: sample
            description: "</title><script>alert(1)</script>"
            dataset: data/raw/drawings
            backbone: resnet-mini
            timing: { images: 10, repeats: 2, refits: 1 }
            export: { agreement_images: 0 }
            head: softmax
            sweep:
              head: [softmax, lbfgs]

            """);
        await PipelineProgram.RunAsync(_root, "run", "configs/sample.yaml");
        await PipelineProgram.RunAsync(_root, "compare", "sample-*", "--html", "comparison.html");
        return true;
    }

    private static void CopyDrawings(string from, string to)
    {
        foreach (string folder in Directory.GetDirectories(from).Order(StringComparer.Ordinal))
        {
            string label = Path.GetFileName(folder), target = Path.Combine(to, label == "dog" ? Hostile : label == "cat" ? new string('w', 200) : label);
            Directory.CreateDirectory(target);
            foreach (string file in Directory.GetFiles(folder))
            {
                File.Copy(file, Path.Combine(target, label == "dog" ? $"'&]]><script>alert(1)<{Path.GetFileName(file)}" : Path.GetFileName(file)));
            }
        }
    }

    private static string Checkout(string folder) =>
        File.Exists(Path.Combine(folder, "Pipeline.sln")) ? folder : Checkout(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Pipeline.sln was not found above the test assembly."));
}
