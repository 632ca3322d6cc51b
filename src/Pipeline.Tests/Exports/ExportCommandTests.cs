using Pipeline.Artifacts;
using Pipeline.Commands;

namespace Pipeline.Tests.Exports;

public sealed class ExportCommandTests
{
    [Fact]
    public void Both_files_go_into_the_run_and_are_compared_with_the_pipeline()
    {
        using var project = new TinyProject();
        var run = project.Run("softmax");

        int code = project.Do(ExportCommand.Create, [run.Path, .. project.Models]);

        Assert.Equal((0, ""), (code, project.Errors));
        Assert.True(File.Exists(Path.Combine(run.Path, "model.onnx")) && File.Exists(Path.Combine(run.Path, "model.zip")));
        Assert.Matches(@"model\.onnx: scores differ from the pipeline's by at most (0|[\d.]+E-\d+) on 18 images", project.Output);
        Assert.Contains("model.zip: the same first label as the pipeline on 18 of 18 images (100.0 %)", project.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_is_the_only_one_written()
    {
        using var project = new TinyProject();
        var run = project.Run("zero", "{ kind: prototype }");

        project.Do(ExportCommand.Create, [run.Path, "--onnx", project["out", "x.onnx"], "--check-images", "0", .. project.Models]);

        Assert.Equal([project["out", "x.onnx"]], Directory.GetFiles(project["out"]));
        Assert.False(File.Exists(Path.Combine(run.Path, "model.onnx")) || File.Exists(Path.Combine(run.Path, "model.zip")));
    }

    [Fact]
    public void A_head_without_an_exported_form_is_refused_in_one_line()
    {
        using var project = new TinyProject();
        var run = project.Run("neighbours", "knn");

        int code = project.Do(ExportCommand.Create, [run.Path, .. project.Models]);

        Assert.Equal(1, code);
        Assert.Equal(
            $"the head of {run.Record.Folder} (knn 18x12) is no linear map, so it has no exported form; 'pipeline predict' uses it as it is", project.Errors.TrimEnd());
    }

    [Fact]
    public void A_run_without_its_images_is_exported_unchecked()
    {
        using var project = new TinyProject();
        var run = project.Run("softmax");
        Directory.Delete(project.Data, recursive: true);

        Assert.Equal(0, project.Do(ExportCommand.Create, [run.Path, .. project.Models]));
        Assert.Contains("not compared with the pipeline: ", project.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_writes_down_how_well_an_export_would_agree_on_images_that_its_heads_have_not_seen()
    {
        using var project = new TinyProject();

        Assert.Equal(new ExportAgreement(18, 18, 0), project.Run("softmax").Record.Export);
        Assert.Null(project.Run("neighbours", "knn").Record.Export);
    }

    [Fact]
    public void Below_95_percent_is_a_finding()
    {
        var finding = Assert.Single(RunFindings.Of(new ExportAgreement(50, 47, 2)));

        Assert.Equal(("export_agreement", FindingLevel.Warning), (finding.Code, finding.Level));
        Assert.Contains("on 47 of 50 held-out images, 2 of which it cannot load", finding.Message, StringComparison.Ordinal);
        Assert.Empty(RunFindings.Of(new ExportAgreement(20, 19, 1)));
    }

    [Fact]
    public async Task A_program_of_someone_else_loads_both_files()
    {
        using var project = new TinyProject();
        var run = project.Run("softmax");
        project.Do(ExportCommand.Create, [run.Path, "--check-images", "0", .. project.Models]);

        string photo = Path.Combine(project.Data, "fox", "0.png");
        string label = await Consumer.Run(Path.Combine(run.Path, "model.zip"), photo);
        string facts = await Consumer.Run(Path.Combine(run.Path, "model.onnx"));

        Assert.Matches(@"0\.png: fox \(fox \d+\.\d ?%, \w+ \d+\.\d ?%, \w+ \d+\.\d ?%\)", label);
        Assert.Contains("""labels         ["bear","fox","horse"]""", facts, StringComparison.Ordinal);
        Assert.Matches(@"probabilities +[01]\.\d{4} [01]\.\d{4} [01]\.\d{4}", facts);
    }
}
