using System.Globalization;
using System.Text.Json;
using Pipeline.Artifacts;

namespace Pipeline.Tests.Recipe;

[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class CliRunTests(CliRun run)
{
    private const int Repeats = 2;

    [Fact]
    public void A_run_ends_well_and_leaves_a_whole_folder()
    {
        run.First.Ended(0);

        string[] expected =
        [
            RunFiles.Config, RunFiles.Metrics, RunFiles.Record, RunFiles.Predictions, RunFiles.Ledger, RunFiles.Timings, RunFiles.Curves, RunFiles.Head, RunFiles.Report, RunFiles.Log,
        ];
        Assert.All(expected, file => Assert.True(new FileInfo(Path.Combine(run.Folder, file)) is { Exists: true, Length: > 0 }, $"{file} is missing or empty."));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(run.Project["artifacts"], "*", SearchOption.AllDirectories), IsHalfWritten);
    }

    [Fact]
    public void The_folder_is_named_after_experiment_and_identity() =>
        Assert.Equal($"sample-{run.Record.GetProperty("identity").GetString()![..8]}", run.Name);

    [Fact]
    public void Every_image_is_predicted_once_per_repeat()
    {
        var table = run.Predictions;
        var asked = table["image"].Zip(table["repeat"]).ToList();

        int images = (SampleProject.PerClass * SampleProject.Classes.Length) + 1;
        Assert.Equal(images * Repeats, asked.Count);
        Assert.Distinct(asked);
        Assert.Equal(images, table["image"].Distinct().Count());
        Assert.Equal(["0", "1"], table["repeat"].Distinct().Order());
    }

    [Fact]
    public void Copies_are_held_out_together()
    {
        var table = run.Predictions;
        foreach (var copies in table.Rows.GroupBy(row => (table.Value(row, "sha256"), table.Value(row, "repeat"))))
        {
            Assert.Single(copies.Select(row => table.Value(row, "fold")).Distinct());
        }

        Assert.Contains(table["sha256"].CountBy(hash => hash), pair => pair.Value == 2 * Repeats);
    }

    [Fact]
    public void The_grades_add_up_to_the_score()
    {
        double[] grades = [.. run.Predictions["grade"].Select(grade => double.Parse(grade, CultureInfo.InvariantCulture))];
        var quality = run.Metrics.GetProperty("quality");

        Assert.Equal(grades.Sum(), quality.GetProperty("points").GetDouble());
        Assert.Equal(grades.Sum() / Repeats, quality.GetProperty("score").GetDouble(), 9);
        Assert.Equal(10 * grades.Length / Repeats, quality.GetProperty("max_score").GetInt32());
    }

    [Fact]
    public void A_grade_of_10_means_that_the_first_label_is_the_truth()
    {
        var table = run.Predictions;

        Assert.All(table.Rows, row => Assert.Equal(table.Value(row, "label1") == table.Value(row, "truth"), table.Value(row, "grade") == "10"));
        Assert.All(table.Rows, row => Assert.StartsWith(table.Value(row, "truth") + "/", table.Value(row, "image"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_ledger_accounts_for_every_file_of_the_folder()
    {
        var ledger = run.Ledger;

        Assert.Equal(run.Project.ImageFiles, ledger["path"]);
        Assert.Equal(
            [("excluded", 3), ("ignored", 1), ("test", 19)],
            ledger["state"].CountBy(state => state).Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.All(ledger.Rows.Where(row => ledger.Value(row, "state") != "test"), row => Assert.NotEmpty(ledger.Value(row, "reason")));
        Assert.Equal(
            run.Predictions["image"].Distinct().Order(StringComparer.Ordinal),
            ledger.Rows.Where(row => ledger.Value(row, "state") == "test").Select(row => ledger.Value(row, "path")));
        Assert.Equal(3, run.Record.GetProperty("data").GetProperty("excluded").GetInt32());
    }

    [Fact]
    public void Every_timed_prediction_has_its_row()
    {
        var timings = new CsvTable(Path.Combine(run.Folder, RunFiles.Timings));

        Assert.Equal(4 * 2, timings.Rows.Count);
        Assert.Equal(8, timings["image"].Zip(timings["repeat"]).Distinct().Count());
        Assert.All(timings["total_ms"], total => Assert.True(double.Parse(total, CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public void The_last_line_of_json_repeats_the_metrics()
    {
        var summary = JsonElement.Parse(run.First.OutputLines[^1]);
        var quality = run.Metrics.GetProperty("quality");

        Assert.Equal(0, summary.GetProperty("failed").GetArrayLength());
        var only = Assert.Single(summary.GetProperty("runs").EnumerateArray());
        Assert.Equal(run.Folder, only.GetProperty("path").GetString());
        Assert.Equal(quality.GetProperty("score").GetDouble(), only.GetProperty("score").GetDouble());
        Assert.Equal(quality.GetProperty("top1").GetDouble(), only.GetProperty("top1").GetDouble());
    }

    [Fact]
    public void The_kept_config_is_the_same_experiment()
    {
        run.Repeated.Ended(0);

        Assert.Contains("was there already", run.Repeated.Output, StringComparison.Ordinal);
        Assert.Equal([run.Name], run.AfterRepeat);
    }

    [Fact]
    public void Again_makes_another_folder_beside_it_with_the_same_bytes()
    {
        run.Again.Ended(0);
        run.AgainFromCold.Ended(0);

        Assert.Equal([run.Name, $"{run.Name}-2", $"{run.Name}-3"], run.Project.InRuns);
        SameBytes.Of(run.Folder, $"{run.Folder}-2");
        SameBytes.Of(run.Folder, $"{run.Folder}-3");
    }

    private static bool IsHalfWritten(string path) => Path.GetExtension(path) is ".partial" or ".lock";
}
