using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Tests.Recipe;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionTraining;

/// <summary>One finished run of the stand-in, which tests read and none changes.</summary>
public sealed class FinishedVisionRun : IDisposable
{
    public FinishedVisionRun()
    {
        Project.Project.AddOddFiles();
        First = Project.Run("run", Project.Config, "--json");
        Folder = Project.Project.OnlyRun();
    }

    internal VisionProject Project { get; } = new();

    internal CliResult First { get; }

    internal string Folder { get; }

    internal string Name => Path.GetFileName(Folder);

    public void Dispose() => Project.Dispose();
}

[Trait("tier", "recipe")]
public sealed class VisionRunTests(FinishedVisionRun run) : IClassFixture<FinishedVisionRun>
{
    private JsonElement Record => VisionProject.Record(run.Folder);

    [Fact]
    public void Every_image_is_held_out_once_and_graded_like_any_other()
    {
        Assert.Equal(0, run.First.ExitCode);
        CsvTable predictions = new(Path.Combine(run.Folder, RunFiles.Predictions));

        Assert.Equal((SampleProject.Classes.Length * SampleProject.PerClass) + 1, predictions.Rows.Count);
        Assert.Equal(predictions.Rows.Count, predictions["image"].Distinct().Count());
        Assert.True(predictions["grade"].Count(grade => grade == "10") >= 17, "The colours of these classes lie far apart.");
    }

    [Fact]
    public void The_record_names_who_answered_and_nobody_takes_it_for_ML_NET()
    {
        var vision = Record.GetProperty("vision");

        Assert.Equal(VisionProject.StandInName, vision.GetProperty("trainer").GetProperty("name").GetString());
        Assert.StartsWith("2.88.9", vision.GetProperty("trainer").GetProperty("libraries").GetProperty("SkiaSharp").GetString(), StringComparison.Ordinal);
        Assert.Equal(VisionProject.StandIn, vision.GetProperty("program").GetString());
        Assert.StartsWith(VisionProject.StandInName, Record.GetProperty("head_shape").GetString(), StringComparison.Ordinal);
        Assert.Contains(run.First.OutputLines, line => line.StartsWith($"warning: trained by {VisionProject.StandInName} ", StringComparison.Ordinal) && line.Contains($"which is not ML.NET's own trainer ({TrainerIdentity.MlNet})", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_had_twice_is_said_and_left_out_of_what_is_the_same_every_time()
    {
        Assert.Contains(run.First.OutputLines, line => line.StartsWith("note: the trainer starts its layer from random weights that no seed sets", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, JsonElement.Parse(File.ReadAllText(Path.Combine(run.Folder, RunFiles.Metrics))).GetProperty("head").ValueKind);
    }

    [Fact]
    public void The_model_its_card_and_the_curves_are_kept_and_nothing_else_of_the_trainings()
    {
        CsvTable curves = new(Path.Combine(run.Folder, RunFiles.Curves));

        Assert.Equal(3 * 6, curves.Rows.Count);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], curves["epoch"].Take(6));
        Assert.All(curves["validation_loss"], Assert.Empty);
        Assert.Equal(
            [RunFiles.Config, RunFiles.Curves, RunFiles.Ledger, RunFiles.Log, RunFiles.Metrics, RunFiles.ModelCard, RunFiles.Model, RunFiles.Predictions, RunFiles.Report, RunFiles.Record, RunFiles.Timings],
            Directory.EnumerateFileSystemEntries(run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Record.GetProperty("vision").GetProperty("model_sha256").GetString(), Hashing.OfBytes(File.ReadAllBytes(Path.Combine(run.Folder, RunFiles.Model))));
    }

    [Fact]
    public void The_resolved_config_has_no_backbone_and_finds_the_run_again()
    {
        string config = Path.Combine(run.Folder, RunFiles.Config);

        Assert.DoesNotContain("backbone", File.ReadAllText(config), StringComparison.Ordinal);
        Assert.Equal("mlnet-mobilenet_v2", Record.GetProperty("backbone").GetString());
        Assert.Contains("was there already", run.Project.Run("run", Path.GetRelativePath(run.Project.Project.Root, config)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_and_inference_are_timed_with_what_belongs_to_them()
    {
        Assert.Single(Record.GetProperty("training").GetProperty("refits_ms").EnumerateArray());
        Assert.True(Record.GetProperty("training").GetProperty("features_ms").GetDouble() > 0);
        Assert.Equal(4, Record.GetProperty("vision").GetProperty("train_ms").GetArrayLength());
        Assert.Equal($"mlnet-mobilenet_v2 + {VisionProject.StandInName}, 3 classes", Record.GetProperty("latency").GetProperty("conditions").GetProperty("shape").GetString());
        Assert.Equal(2, new CsvTable(Path.Combine(run.Folder, RunFiles.Timings)).Rows.Count);
    }

    [Fact]
    public void The_report_does_not_claim_to_know_the_threads_of_another_program()
    {
        string report = File.ReadAllText(Path.Combine(run.Folder, RunFiles.Report));

        Assert.Contains("asked of the program that trained", report, StringComparison.Ordinal);
        Assert.DoesNotContain("in the network;", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_larger_than_the_training_part_is_clamped_and_that_is_said_and_every_start_of_the_program_times_it()
    {
        var result = run.Project.Run("run", run.Project.Config, "--set", "name=clamped", "--set", "head.batch_size=500", "--set", "timing.launches=2", "--json");

        Assert.Contains(result.OutputLines, line => line.StartsWith("note: batch_size is 1", StringComparison.Ordinal) && line.Contains(" instead of 500: there are no more training images", StringComparison.Ordinal));
        string folder = Assert.Single(Directory.GetDirectories(run.Project.Project.Runs, "clamped-*"));
        Assert.Equal(["0", "0", "1", "1"], new CsvTable(Path.Combine(folder, RunFiles.Timings))["launch"]);
        run.Project.Run("runs", "rm", "clamped", "--yes").Ended(0);
    }

    [Fact]
    public void Verify_compares_what_comes_before_the_training_and_the_kept_model()
    {
        var result = run.Project.Run("verify", run.Name).Ended(0);

        Assert.Equal(
            ["config       identical", "images       identical", "split        identical", "weights      identical", "trainer      identical", "model        identical"], result.OutputLines.SkipLast(1).Where(line => line.EndsWith("identical", StringComparison.Ordinal)));
        Assert.Equal($"{run.Name} is identical up to its training, which was not done again: its trainer starts from random weights, so that no two trainings are the same", result.OutputLines[^1]);
    }

    [Fact]
    public void Predict_asks_the_program_and_goes_on_after_a_file_that_is_no_image()
    {
        var result = run.Project.Run("predict", run.Name, "data/raw/animals/bear/0.png", "data/raw/animals/readme.md", "data/raw/animals/dog/1.png", "--format", "csv", "--top", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["bear", "", "dog"], result.OutputLines.Skip(1).Select(line => line.Split(',')[1]));
    }

    [Fact]
    public void Export_copies_the_trainers_own_model_and_refuses_what_it_cannot_write()
    {
        string copy = run.Project.Project["copy.zip"];

        Assert.Equal(0, run.Project.Run("export", run.Name, "--zip", copy).ExitCode);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run.Folder, RunFiles.Model)), File.ReadAllBytes(copy));
        run.Project.Run("export", run.Name, "--onnx", "other.onnx").Ended(
            1, $"the model of {run.Name} is a TensorFlow graph inside of ML.NET's zip, so it has no ONNX form; --zip FILE copies that");
        Assert.False(File.Exists(run.Project.Project["other.onnx"]));
    }

    [Fact]
    public void Serve_refuses_it_in_one_line() => run.Project.Run("serve", run.Name).Ended(
        1, $"{run.Name} was trained by {VisionProject.StandInName} on images, not on a network's features: 'pipeline predict' asks that program, and nothing else can");

    [Fact]
    public void In_a_sweep_it_comes_after_all_that_is_fitted_here_and_all_are_timed_together()
    {
        using var project = new VisionProject();
        string sweep = project.Project.Config("sweep.yaml", VisionProject.Text("prototype", $"sweep: {{ head: [{VisionProject.Head}, prototype] }}"));

        var result = project.Run("run", sweep).Ended(0);

        Assert.Contains("2 experiments: 2 done, 0 failed", result.OutputLines);
        DateTimeOffset[] finished = [.. new[] { "vision-prototype-*", "vision-mlnet_vision-*" }.Select(name => VisionProject.Record(Assert.Single(Directory.GetDirectories(project.Project.Runs, name))).GetProperty("finished").GetDateTimeOffset())];
        Assert.True(finished[0] < finished[1], "The other program was at work beside fits of this one.");
        Assert.Single(Directory.GetDirectories(project.Project.Runs).Select(run => VisionProject.Record(run).GetProperty("latency").GetProperty("conditions").GetProperty("measured_in").GetString()).Distinct());
    }

    [Fact]
    public void There_are_no_features_to_extract() => Assert.Equal(
        "nothing to extract: every experiment is trained on its images themselves, by another program", Assert.Single(run.Project.Run("features", "extract", run.Project.Config).Ended(0).OutputLines));

    [Fact]
    public void Doctor_says_who_would_train() => Assert.Contains(
        run.Project.Run("doctor").OutputLines, line => line.StartsWith($"warning  ML.NET vision  {VisionProject.StandInName} ", StringComparison.Ordinal));

    [Fact]
    public void It_is_compared_with_another_head_on_the_same_images_and_splits()
    {
        string other = run.Project.Project.Config("other.yaml", VisionProject.Text("prototype").Replace("name: vision", "name: other", StringComparison.Ordinal));
        run.Project.Run("run", other);

        var result = run.Project.Run("compare", "vision", "other");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("unpaired", result.Output, StringComparison.Ordinal);
        Assert.Contains("Images that both, one alone, or neither got right:", result.Output, StringComparison.Ordinal);
        run.Project.Run("runs", "rm", "other", "--yes").Ended(0);
    }
}
