using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

[Trait("tier", "recipe")]
public sealed class ConfigVerbTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Every_config_of_the_repository_validates()
    {
        string configs = Path.Combine(Repository.Root, "configs");
        string schema = Path.Combine(configs, "schema") + Path.DirectorySeparatorChar;
        string[] files =
        [
            .. Directory.EnumerateFiles(configs, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !file.StartsWith(schema, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];

        var result = _project.Run(["validate", .. files]).Ended(0);

        Assert.NotEmpty(files);
        Assert.Equal(files, result.OutputLines.Select(line => line[..line.LastIndexOf(": ok, ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_shown_config_has_every_default_and_resolves_to_itself()
    {
        var shown = _project.Run("config", "show", "configs/sample.yaml", "--set", "seed=7", "--set", "head=softmax").Ended(0);

        Assert.Contains("seed: 7", shown.OutputLines);
        Assert.Contains("  learning_rate: 0.001", shown.Output, StringComparison.Ordinal);
        Assert.Equal(shown.Output, _project.Run("config", "show", _project.Config("shown.yaml", shown.Output)).Ended(0).Output);
    }

    [Fact]
    public void Validate_names_good_files_on_output_and_every_problem_on_errors()
    {
        string good = _project.Config("good.yaml", SampleProject.ConfigText + "sweep: { seed: [1, 2] }\n");
        string bad = _project.Config("bad.yaml", "name: bad\ndataset: data\nhead: forest\nsede: 1\n");

        var result = _project.Run("validate", bad, good, "configs/absent.yaml");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal([$"{good}: ok, 2 experiments: sample-seed-1, sample-seed-2"], result.OutputLines);
        Assert.Collection(
            result.ErrorLines,
            line => Assert.StartsWith("configs/bad.yaml(3,7): head.kind: unknown kind 'forest'", line, StringComparison.Ordinal),
            line => Assert.Equal("configs/bad.yaml(4,1): sede: unknown key; did you mean seed?", line),
            line => Assert.StartsWith("configs/absent.yaml", line, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_project["artifacts"]));
    }
}
