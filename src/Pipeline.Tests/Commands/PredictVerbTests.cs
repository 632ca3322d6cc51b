using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Imaging;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class PredictVerbTests(CliRun run)
{
    [Fact]
    public void Each_image_is_answered_as_computed_directly_and_what_is_no_image_is_one_line()
    {
        string[] images = ["data/raw/animals/bear/0.png", "data/raw/animals/readme.md", "absent.png", "data/raw/animals/dog/3.png"];

        var result = run.Project.Run(["predict", run.Name, .. images, "--top", "2", "--json"]);

        result.Ended(
            1,
            "data/raw/animals/readme.md: The image cannot be used: not an image: no known signature.",
            $"absent.png: cannot be read: Could not find file '{run.Project["absent.png"]}'.");
        var answers = JsonElement.Parse(result.OutputLines[^1]).GetProperty("answers").EnumerateArray().ToArray();
        Assert.Equal([images[0], images[3]], answers.Select(answer => answer.GetProperty("image").GetString()));
        Assert.Equal(Directly(["bear/0.png", "dog/3.png"], top: 2), answers.Select(Ranked));
        Assert.Equal(["bear", "dog"], answers.Select(answer => answer.GetProperty("labels")[0].GetProperty("label").GetString()));
    }

    [Fact]
    public void A_folder_has_a_row_for_each_file_in_order_with_the_reason_where_there_is_no_answer()
    {
        string[] files = [.. run.Project.ImageFiles.Where(file => !Path.GetFileName(file).StartsWith('.')).Select(file => $"data/raw/animals/{file}")];

        var result = run.Project.Run("predict", run.Name, "data/raw/animals", "--format", "csv", "--top", "2", "--output", "all.csv");

        result.Ended(1, $"3 of {files.Length} images have no answer; the column or key 'error' says why");
        var table = new CsvTable(run.Project["all.csv"]);
        Assert.Equal(files, table["image"]);
        Assert.Equal(
            ["data/raw/animals/cat/cut.png", "data/raw/animals/dog/a \"text\", no picture.jpg", "data/raw/animals/readme.md"],
            table.Rows.Where(row => table.Value(row, "error").Length > 0).Select(row => table.Value(row, "image")));
        Assert.All(table.Rows, row => Assert.Equal(table.Value(row, "error").Length > 0, table.Value(row, "label_2").Length == 0));
    }

    [Fact]
    public void Many_workers_say_what_one_says_and_a_pattern_names_files()
    {
        string[] together = [.. Lines(run.Project.Run("predict", run.Name, "data/raw/**/*1.png", "--format", "jsonl"))];

        Assert.Equal(SampleProject.Classes.Length, together.Length);
        Assert.Equal(together[1], Assert.Single(Lines(run.Project.Run("predict", run.Name, "data/raw/animals/cat/1.png", "--format", "jsonl"))));

        static IEnumerable<string> Lines(CliResult result) => result.Ended(0).OutputLines.Select(line => line[..line.IndexOf(",\"total_ms\"", StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_file_of_answers_appears_whole_and_standard_output_stays_free()
    {
        var result = run.Project.Run("predict", run.Name, "data/raw/animals/bear/0.png", "absent.png", "--format", "csv", "--output", "out/answers.csv");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["out/answers.csv: 1 of 2 images answered"], result.OutputLines);
        Assert.Equal(3, File.ReadAllLines(run.Project["out", "answers.csv"]).Length);
        run.Project.Run("predict", run.Name, "data/raw/animals/bear/0.png", "--output", "x").Ended(1, "--output takes --format csv or jsonl");
    }

    [Theory]
    [InlineData("none", "none holds no files")]
    [InlineData("data/*.gif", "no file matches data/*.gif")]
    [InlineData("nowhere/**/*.gif", "no file matches nowhere/**/*.gif")]
    public void A_word_that_names_nothing_is_told(string word, string message)
    {
        Directory.CreateDirectory(run.Project["none"]);

        run.Project.Run("predict", run.Name, word).Ended(1, message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public void A_number_of_labels_out_of_range_is_refused(string top)
    {
        var result = run.Project.Run("predict", run.Name, "x.png", "--top", top);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("--top takes a number from 1 to 1000", result.ErrorLines[0]);
    }

    /// <summary>By the way of the experiment: features through the extractor, then the kept head.</summary>
    private string[] Directly(string[] paths, int top)
    {
        var finished = new RunStore(run.Project.Runs, TimeProvider.System).Open(run.Name);
        var config = RecordReader.Read<ExperimentConfig>(Path.Combine(run.Folder, RunFiles.Config));
        var workspace = run.Project.Workspace();
        LabeledImage[] images = [.. paths.Select(path => new LabeledImage(path, 0, Hashing.OfBytes(File.ReadAllBytes(Path.Combine(run.Project.Images, path)))))];
        var extractor = new FeatureExtractor(workspace.Backbones.Load(config.Backbone!), run.Project.Images, DecodePolicy.Of(config.Dataset));
        using var memory = new TemporaryFolder();
        var table = new FeatureStore(memory.Path, TimeProvider.System).GetOrExtract(extractor, images, workspace.ProgressListener, CancellationToken.None).Table;
        var head = KeptHead.Read(finished, config);
        var scores = head.Predict(new HeldOutFeatures(table, [.. Enumerable.Range(0, images.Length)]));
        return [.. images.Select((_, i) => string.Join(", ", scores.Top(i, top).Select(answer => $"{head.Space.Answers[answer]} {scores.Row(i)[answer]:R}")))];
    }

    private static string Ranked(JsonElement answer) =>
        string.Join(", ", from label in answer.GetProperty("labels").EnumerateArray() select $"{label.GetProperty("label")} {label.GetProperty("score").GetDouble():R}");
}
