using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

/// <summary>The program as it is installed: in a folder that has nothing of the sources.</summary>
[Trait("tier", "recipe")]
public sealed class InitVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_project_with_the_sample_runs_at_once()
    {
        Run(_folder.Path, "init", "study", "--sample").Ended(0);

        string study = _folder["study"];
        string[] configs = [.. Directory.EnumerateFiles(_folder["study", "configs"], "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(study, file))];
        Assert.True(configs.Length >= 29, $"{configs.Length} configs were seen.");
        Run(study, ["validate", .. configs]).Ended(0);
        Assert.All(configs, config => Assert.DoesNotContain("dotnet", File.ReadAllText(Path.Combine(study, config)), StringComparison.Ordinal));
        Assert.Equal(50, Directory.EnumerateFiles(_folder["study", "data", "raw", "drawings"], "*", SearchOption.AllDirectories).Count());
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(Repository.Root, "data", "raw", "drawings", "fox", "fox-01.jpg")), File.ReadAllBytes(_folder["study", "data", "raw", "drawings", "fox", "fox-01.jpg"]));
        Run(study, "run", "configs/heads/prototype.yaml", "--set", "split.folds=2", "--set", "timing.repeats=0").Ended(0);
        Assert.True(File.Exists(_folder["study", ".gitignore"]));
    }

    [Fact]
    public void A_project_for_own_photos_wants_only_the_photos()
    {
        Run(_folder.Path, "init", "mine").Ended(0);

        Assert.Equal([Path.Combine("configs", "photos.yaml")], Directory.EnumerateFiles(_folder["mine", "configs"], "*.yaml").Select(file => Path.GetRelativePath(_folder["mine"], file)));
        SampleImage.WriteDataset(_folder["mine", "data", "raw", "photos"], 5, "cup", "spoon");
        Run(_folder["mine"], "run", "configs/photos.yaml", "--set", "timing.repeats=0").Ended(0);
    }

    [Fact]
    public void Nothing_that_is_there_is_overwritten_and_nothing_is_added_then()
    {
        File.WriteAllText(_folder["README.md"], "mine");

        Run(_folder.Path, "init", ".").Ended(1, $".{Path.DirectorySeparatorChar}README.md is there already; init overwrites nothing: choose another folder");

        Assert.Equal(["README.md"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void The_readme_of_a_project_names_verbs_that_there_are()
    {
        Run(_folder.Path, "init", "mine").Ended(0);

        string[] verbs = [.. File.ReadLines(_folder["mine", "README.md"]).Where(line => line.StartsWith("pipeline ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        Assert.Equal(["run", "runs", "compare", "predict", "doctor"], verbs);
        Assert.All(verbs, verb => Run(_folder.Path, verb, "--help").Ended(0));
    }

    private CliResult Run(string folder, params IEnumerable<string> arguments)
    {
        using var process = new CliProcess(folder, new Dictionary<string, string?> { ["HOME"] = _folder["home"], ["XDG_CACHE_HOME"] = _folder["home"], ["PIPELINE_MODELS"] = null }, arguments);
        return process.WaitForExit();
    }
}
