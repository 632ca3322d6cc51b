using System.Text.Json;

namespace Pipeline.Tests.Recipe;

[Trait("tier", "fault")]
public sealed class FailingExperimentsTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Weights_that_are_missing_other_cut_short_or_no_network_are_one_line_each_and_stop_nothing_else()
    {
        byte[] model = TinyBackbone.Model;
        AddCard("missing", model, weights: null);
        AddCard("other", model, [.. model[..^1], (byte)(model[^1] ^ 1)]);
        AddCard("short", model, model[..(model.Length / 2)]);
        byte[] noise = [.. Enumerable.Range(0, 500).Select(i => (byte)(i * 7))];
        AddCard("noise", noise, noise);
        string config = _project.Config("weights.yaml", """
            name: weights
            dataset: data/raw/animals
            head: lbfgs
            split: { kind: k_fold, folds: 2 }
            timing: { repeats: 0, refits: 1 }
            sweep:
              backbone: [{ card: models/missing.yaml }, { card: models/other.yaml }, { card: models/short.yaml }, { card: models/noise.yaml }, { card: models/tiny.yaml }]

            """);

        var result = _project.Run("run", config, "--json");

        string otherHash = Hashing.OfBytes(File.ReadAllBytes(_project["models", "other.onnx"]));
        string[] folders = [_project["models"], _project["home", "pipeline", "models"], Path.Combine(AppContext.BaseDirectory, "models")];
        Assert.Equal(1, result.ExitCode);
        Assert.Collection(
            result.ErrorLines,
            line => Assert.EndsWith(
                $": backbone 'missing': missing.onnx is in none of {string.Join(", ", folders)}; "
                + $"get it and put it at {Path.Combine(folders[1], "missing.onnx")}, or name its folder with --models",
                line, StringComparison.Ordinal),
            line => Assert.EndsWith(
                $": backbone 'other': models/other.onnx has SHA-256 {otherHash}, but its card says {Hashing.OfBytes(model)}: it is another file or damaged; get it again",
                line, StringComparison.Ordinal),
            line => Assert.EndsWith(
                $": backbone 'short': models/short.onnx has {model.Length / 2} bytes, but its card says {model.Length}: "
                + "it is another file or was cut short; get it again",
                line, StringComparison.Ordinal),
            line => Assert.Contains(": backbone 'noise': models/noise.onnx cannot be used: ", line, StringComparison.Ordinal));
        Assert.StartsWith("weights-", Path.GetFileName(_project.OnlyRun()), StringComparison.Ordinal);
        var summary = JsonElement.Parse(result.OutputLines[^1]);
        Assert.Equal((1, 4), (summary.GetProperty("runs").GetArrayLength(), summary.GetProperty("failed").GetArrayLength()));
    }

    [Fact]
    public void A_failing_experiment_does_not_take_the_others_of_its_sweep_or_the_other_files_with_it()
    {
        string sweep = _project.Config("folds.yaml", SampleProject.ConfigText + "sweep: { split.folds: [2, 7, 3] }\n");
        string missing = Variant("missing.yaml", "data/raw/animals", "data/raw/plants");
        string species = Variant("species.yaml", "head: lbfgs", "head: { kind: zero_shot, species_map: data/species/plants.yaml }");

        var result = _project.Run("run", sweep, missing, species);

        result.Ended(
            1,
            "sample-folds-7: class 'bear' has 6 images; 7 folds need at least 7 different ones (split.folds) (2 more too small: cat, dog): add images or use fewer folds",
            $"sample: {_project["data", "raw", "plants"]} does not exist: correct dataset.path, or make the folder with one folder of images per class",
            "sample: data/species/plants.yaml does not exist (head.species_map); zero_shot needs to know which ImageNet classes name each class");
        Assert.Equal(["sample-folds-2", "sample-folds-3"], _project.InRuns.Select(name => name[..^9]));
    }

    [Fact]
    public void A_bad_config_lists_all_its_problems_and_nothing_runs()
    {
        string good = _project.Config("sample.yaml", SampleProject.ConfigText);
        string bad = _project.Config("bad.yaml", """
            name: Bad Name
            dataset: data/raw/animals
            backbone: { card: models/tiny.yaml }
            head: { kind: softmax, epochs: 0, bach_size: 4 }
            seed: many

            """);

        var result = _project.Run("run", good, bad);

        Assert.Equal(2, result.ExitCode);
        Assert.Collection(
            result.ErrorLines,
            line => Assert.StartsWith("configs/bad.yaml(1,7): name: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("configs/bad.yaml(4,32): head.epochs: ", line, StringComparison.Ordinal),
            line => Assert.Equal("configs/bad.yaml(4,35): head.bach_size: unknown key; did you mean batch_size?", line),
            line => Assert.StartsWith("configs/bad.yaml(5,7): seed: ", line, StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(_project["artifacts"]));
    }

    private string Variant(string name, string text, string other) => _project.Config(name, SampleProject.ConfigText.Replace(text, other, StringComparison.Ordinal));

    private void AddCard(string name, byte[] described, byte[]? weights)
    {
        File.WriteAllText(_project["models", $"{name}.yaml"], TinyBackbone.CardText(described).Replace("tiny", name, StringComparison.Ordinal));
        if (weights is not null)
        {
            File.WriteAllBytes(_project["models", $"{name}.onnx"], weights);
        }
    }
}
