using System.Diagnostics;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Pipeline.BrowserTests.Serving.ServedProject))]

namespace Pipeline.BrowserTests.Serving;

/// <summary>A project with three runs on the sample drawings, and <c>pipeline serve</c> over them, both made when the first test asks.</summary>
public sealed class ServedProject : IAsyncDisposable
{
    public const string Trained = "drawn-lbfgs";
    public const string Mapped = "drawn-zero_shot-mapped";
    public const string ImageNet = "drawn-zero_shot-imagenet";

    private static readonly string Config = """
        name: drawn
        dataset: data/raw/drawings
        backbone: resnet-mini
        timing: { images: 3, repeats: 1, warm_up: 1, refits: 1 }
        export: { agreement_images: 0 }
        sweep:
          head:
            - lbfgs
            - { kind: zero_shot, label_space: mapped }
            - { kind: zero_shot, label_space: imagenet }
        """;

    private readonly Lazy<Task<Uri>> _address;
    private Process? _server;

    public ServedProject()
    {
        // How long to wait for what must come, at most: these machines may be busy with other tests.
        Assertions.SetDefaultExpectTimeout(30_000);
        _address = new Lazy<Task<Uri>>(StartAsync);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipeline-served-").FullName;

    public HttpClient Http { get; } = new();

    /// <summary>Where it listens.</summary>
    public Task<Uri> AddressAsync() => _address.Value;

    /// <summary>One of the drawings, for example <c>fox/fox-01.jpg</c>.</summary>
    public static string Drawing(string name) => Path.Combine(Checkout(AppContext.BaseDirectory), "data", "raw", "drawings", name);

    public string RunFolder(string name) => Path.GetFileName(Directory.GetDirectories(Path.Combine(Folder, "artifacts", "runs"), name + "-*").Single());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_server is not null)
        {
            if (!_server.HasExited)
            {
                _server.Kill(entireProcessTree: true);
            }

            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<Uri> StartAsync()
    {
        foreach (string part in new[] { Path.Combine("data", "raw", "drawings"), Path.Combine("data", "species") })
        {
            Copy(Path.Combine(Checkout(AppContext.BaseDirectory), part), Path.Combine(Folder, part));
        }

        await File.WriteAllTextAsync(Path.Combine(Folder, "drawn.yaml"), Config);
        await PipelineProgram.RunAsync(Folder, "run", "drawn.yaml");
        _server = Process.Start(new ProcessStartInfo(
            "dotnet", [PipelineProgram.Path, "serve", Trained, Mapped, ImageNet, "--port", "0", "--title", "Ten animals, drawn", "--description", "Which animal is it?"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaints = _server.StandardError.ReadToEndAsync();
        while (await _server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } url)
            {
                _ = _server.StandardOutput.ReadToEndAsync();
                return new Uri(url);
            }
        }

        throw new InvalidOperationException($"pipeline serve ended before it listened: {await complaints}");
    }

    private static void Copy(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Checkout(string folder) =>
        File.Exists(Path.Combine(folder, "Pipeline.sln"))
            ? folder
            : Checkout(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Pipeline.sln was not found above the test assembly."));
}
