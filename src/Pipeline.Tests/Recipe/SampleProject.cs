namespace Pipeline.Tests.Recipe;

/// <summary>
/// A project in a temporary folder: the tiny backbone, three classes of six small pictures, and one config. What the user of the machine has in his
/// home or his environment does not reach the program.
/// </summary>
internal sealed class SampleProject : IDisposable
{
    /// <summary>They stand in the species map too.</summary>
    public static readonly string[] Classes = ["bear", "cat", "dog"];

    public const int PerClass = 6;

    private readonly TemporaryFolder _folder = new();

    /// <param name="name">The project's folder below a temporary one; the temporary one itself without a name.</param>
    public SampleProject(string name = "")
    {
        Root = _folder[name];
        TinyBackbone.Write(this["models"]);
        SampleImage.WriteDataset(Images, PerClass, Classes);
        Directory.CreateDirectory(this["data", "species"]);
        File.Copy(Path.Combine(Repository.Root, "data", "species", "animals.yaml"), this["data", "species", "animals.yaml"]);
        Config("sample.yaml", ConfigText);
    }

    /// <summary>An ML.NET head, three folds drawn twice, a few timed predictions.</summary>
    public static string ConfigText => """
        name: sample
        dataset: data/raw/animals
        backbone: { card: models/tiny.yaml }
        head: lbfgs
        split: { kind: k_fold, folds: 3, repeats: 2 }
        timing: { warm_up: 1, repeats: 2, images: 4, refits: 2 }

        """;

    public string Root { get; }

    public string Images => this["data", "raw", "animals"];

    public string Runs => this["artifacts", "runs"];

    /// <summary>Every file of the dataset, relative to its folder.</summary>
    public string[] ImageFiles =>
    [
        .. Directory.EnumerateFiles(Images, "*", new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true })
            .Select(path => Path.GetRelativePath(Images, path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whatever lies among the runs, finished or not.</summary>
    public string[] InRuns =>
        Directory.Exists(Runs) ? [.. Directory.EnumerateFileSystemEntries(Runs).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    public string this[params string[] parts] => Path.Combine([Root, .. parts]);

    /// <summary>Beside the pictures a copy, a picture cut short, a text, a stray file and a hidden one: 5 files, of which only the copy is an image.</summary>
    public void AddOddFiles()
    {
        string[] pictures = Directory.GetFiles(Path.Combine(Images, Classes[0]));
        File.Copy(pictures[0], Path.Combine(Images, Classes[0], "copy.png"));
        byte[] whole = SampleImage.PngOfClass(1, seed: 77);
        File.WriteAllBytes(Path.Combine(Images, Classes[1], "cut.png"), whole[..(whole.Length / 2)]);
        File.WriteAllText(Path.Combine(Images, Classes[2], "a \"text\", no picture.jpg"), "nothing to see\n");
        File.WriteAllText(Path.Combine(Images, "readme.md"), "Photos of nobody.\n");
        File.WriteAllText(Path.Combine(Images, Classes[2], ".DS_Store"), "");
    }

    /// <summary>The same files, made in the opposite order, an hour younger.</summary>
    public void RemakeImagesInReverse()
    {
        var files = ImageFiles.ToDictionary(path => path, path => File.ReadAllBytes(Path.Combine(Images, path)));
        Directory.Delete(Images, recursive: true);
        foreach (var (path, bytes) in files.OrderByDescending(file => file.Key, StringComparer.Ordinal))
        {
            string file = Path.Combine(Images, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddHours(1));
        }
    }

    /// <returns>The path of a config file, relative to the project.</returns>
    public string Config(string name, string text)
    {
        Directory.CreateDirectory(this["configs"]);
        File.WriteAllText(this["configs", name], text);
        return Path.Combine("configs", name);
    }

    /// <summary>Runs the program in the project's folder to its end.</summary>
    public CliResult Run(params string[] arguments) => RunWith([], Root, arguments);

    /// <summary>The same with variables of its own, in another folder.</summary>
    public CliResult RunWith(Dictionary<string, string?> environment, string folder, params string[] arguments)
    {
        using var process = new CliProcess(folder, Environment().Concat(environment), arguments);
        return process.WaitForExit();
    }

    public CliProcess Start(params string[] arguments) => new(Root, Environment(), arguments);

    /// <summary>A shell's command line, in which <c>pipeline</c> is the program.</summary>
    public CliResult Shell(string line)
    {
        using var process = CliProcess.Shell(Root, Environment(), line);
        return process.WaitForExit();
    }

    /// <summary>The only finished run, and nothing beside it.</summary>
    public string OnlyRun()
    {
        string name = Assert.Single(InRuns);
        Assert.True(File.Exists(this["artifacts", "runs", name, "run.json"]), $"{name} is no finished run.");
        return Path.Combine(Runs, name);
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string?> Environment() => new()
    {
        ["PIPELINE_MODELS"] = this["models"],
        ["XDG_CACHE_HOME"] = this["home"],
        ["HOME"] = this["home"],
        ["NO_COLOR"] = null,
        ["GITHUB_ACTIONS"] = null,
    };
}
