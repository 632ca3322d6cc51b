using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Commands;
using Pipeline.Configuration;

namespace Pipeline.Tests.Exports;

public sealed class VerifyCommandTests
{
    public static TheoryData<string> Heads =>
    [
        "softmax", "{ kind: softmax, optimizer: lbfgs, features: l2_normalised }", "lbfgs", "sdca", "averaged_perceptron", "linear_svm", "sgd_calibrated", "lightgbm", "prototype", "knn", "select",
    ];

    [Fact]
    public void Every_head_that_is_fitted_here_is_verified_here()
    {
        string[] kinds = [.. typeof(HeadConfig).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HeadConfig)) && type != typeof(ZeroShotHeadConfig) && type != typeof(MlNetVisionHeadConfig)).Select(KindOf)];

        Assert.Equal(kinds.Order(StringComparer.Ordinal), Heads.Select(row => row.Data.Replace("{ kind: ", "", StringComparison.Ordinal).Split(',')[0]).Distinct().Order(StringComparer.Ordinal));

        static string KindOf(Type type) => ((KindAttribute)Attribute.GetCustomAttribute(type, typeof(KindAttribute))!).Name;
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_run_of_each_head_is_identical_when_done_again(string head)
    {
        using var project = new TinyProject();
        var run = project.Run("study", head);

        int code = project.Do(VerifyCommand.Create, [run.Path, .. project.Models]);

        Assert.Equal((0, ""), (code, project.Errors));
        Assert.Equal(
            ["config", "images", "split", "weights", "features", "head", "predictions", "metrics"],
            project.Output.Split('\n').Where(line => line.EndsWith(" identical", StringComparison.Ordinal) && !line.Contains(" is ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        Assert.EndsWith($"{run.Record.Folder} is identical", project.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_split_file_nor_the_store_is_read()
    {
        using var project = new TinyProject();
        var run = project.Run("study");
        Directory.Delete(project["data", "splits"], recursive: true);
        Directory.Delete(project["artifacts", "features"], recursive: true);

        Assert.Equal(0, project.Do(VerifyCommand.Create, [run.Path, .. project.Models]));
        Assert.Contains("features     not kept: the feature store no longer holds them all", project.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project["data", "splits"]) || Directory.Exists(project["artifacts", "features"]));
        Assert.Empty(Directory.GetDirectories(project["artifacts", "cache"], "verify-*"));
    }

    [Fact]
    public void A_changed_image_shows_from_the_images_on()
    {
        using var project = new TinyProject();
        var run = project.Run("study");
        File.WriteAllBytes(Path.Combine(project.Data, "fox", "0.png"), SampleImage.Png(77));

        Assert.Equal(1, project.Do(VerifyCommand.Create, [run.Path, .. project.Models]));
        Assert.Contains("images       differs: ", project.Output, StringComparison.Ordinal);
        Assert.Contains("fox/0.png", project.Output, StringComparison.Ordinal);
        Assert.Equal($"{run.Record.Folder} differs, from the stage 'images' on", project.Errors.TrimEnd());
    }

    [Theory]
    [InlineData(1, "differs by rounding only, from the stage 'predictions' on; --allow-rounding takes that for the same")]
    [InlineData(0, "", "--allow-rounding")]
    public void What_another_processor_might_have_rounded_is_told_apart(int code, string error, params string[] options)
    {
        using var project = new TinyProject();
        var run = project.Run("study");
        string path = Path.Combine(run.Path, RunFiles.Predictions);
        string[] lines = File.ReadAllLines(path);
        string[] cells = lines[3].Split(',');
        cells[7] = (double.Parse(cells[7], CultureInfo.InvariantCulture) - 2e-6).ToString(CultureInfo.InvariantCulture);
        lines[3] = string.Join(',', cells);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");

        Assert.Equal(code, project.Do(VerifyCommand.Create, [run.Path, .. project.Models, .. options]));
        Assert.Contains("predictions  rounding: 1 of 20 lines, numbers only, by at most ", project.Output, StringComparison.Ordinal);
        Assert.EndsWith(error, project.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(code == 0, project.Output.Contains("is the same but for rounding, from the stage 'predictions' on", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edited_prediction_shows_where_it_stands_and_by_how_much()
    {
        using var project = new TinyProject();
        var run = project.Run("study");
        string path = Path.Combine(run.Path, RunFiles.Predictions);
        string[] lines = File.ReadAllLines(path);
        string[] cells = lines[3].Split(',');
        cells[7] = (double.Parse(cells[7], CultureInfo.InvariantCulture) - 0.25).ToString(CultureInfo.InvariantCulture);
        lines[3] = string.Join(',', cells);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");

        Assert.Equal(1, project.Do(VerifyCommand.Create, [run.Path, .. project.Models]));
        Assert.Contains("predictions  differs: 1 of 20 lines, numbers only, by at most 0.25;", project.Output, StringComparison.Ordinal);
        Assert.Contains("metrics      identical", project.Output, StringComparison.Ordinal);
        Assert.EndsWith("differs, from the stage 'predictions' on", project.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_culture_with_decimal_commas_changes_no_byte()
    {
        using var project = new TinyProject();
        var before = project.Run("study");
        var was = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NumberGroupSeparator, commas.NumberFormat.NegativeSign) = (",", ".", "\u2212");
            CultureInfo.CurrentCulture = commas;
            var after = project.Run("study");

            Assert.NotEqual(before.Path, after.Path);
            Assert.All(
                [RunFiles.Metrics, RunFiles.Predictions, RunFiles.Ledger, RunFiles.Config, RunFiles.Head],
                file => Assert.Equal(File.ReadAllBytes(Path.Combine(before.Path, file)), File.ReadAllBytes(Path.Combine(after.Path, file))));
        }
        finally
        {
            CultureInfo.CurrentCulture = was;
        }
    }
}
