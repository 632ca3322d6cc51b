using Pipeline.Configuration;
using Pipeline.Vision.Protocol;
using Pipeline.VisionTraining;

namespace Pipeline.Tests.VisionTraining;

public sealed class VisionConfigTests
{
    [Fact]
    public void The_defaults_are_ML_NETs_but_nothing_stops_early_unasked() => Assert.Equal(
        new TrainerOptions(VisionArchitecture.ResnetV2With50Layers, 200, 10, 0.01, new ExponentialRate(2, 0.94, Staircase: true), null, 9),
        RequestOptions.Of(new MlNetVisionHeadConfig(), seed: 9));

    [Theory]
    [InlineData("constant", typeof(ConstantRate))]
    [InlineData("exponential", typeof(ExponentialRate))]
    [InlineData("polynomial", typeof(PolynomialRate))]
    [InlineData("lsr", typeof(StepwiseRate))]
    public void Every_schedule_has_its_counterpart(string kind, Type rate) => Assert.IsType(
        rate, RequestOptions.Of((MlNetVisionHeadConfig)RecordReader.Parse<HeadConfig>($"{{ kind: mlnet_vision, schedule: {kind} }}", "head.yaml"), 1).Schedule);

    [Theory]
    [InlineData("resnet_v2_50", VisionArchitecture.ResnetV2With50Layers)]
    [InlineData("resnet_v2_101", VisionArchitecture.ResnetV2With101Layers)]
    [InlineData("inception_v3", VisionArchitecture.InceptionV3)]
    [InlineData("mobilenet_v2", VisionArchitecture.MobilenetV2)]
    public void Architectures_have_one_name_in_configs_and_requests(string name, VisionArchitecture architecture)
    {
        Assert.Equal(architecture, ((MlNetVisionHeadConfig)RecordReader.Parse<HeadConfig>($"{{ kind: mlnet_vision, architecture: {name} }}", "head.yaml")).Architecture);
        Assert.Equal(name, architecture.Name);
        Assert.Contains($"\"{name}\"", System.Text.Json.JsonSerializer.Serialize(RequestOptions.Of(new MlNetVisionHeadConfig(architecture), 1), ExchangeJson.Readable.TrainerOptions), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("head: { kind: mlnet_vision, early_stopping: loss }", "split: head.early_stopping is judged by validation images, and the split sets none aside; set split.validation, for example 0.1, or leave head.early_stopping away")]
    [InlineData("head: mlnet_vision\ntiming: { path: http }", "timing: timing.path: http measures a server's answers, and a run of mlnet_vision is not served; take direct")]
    [InlineData("head: { kind: select, candidates: [lbfgs, mlnet_vision] }", "head.candidates: holds mlnet_vision, which learns from images and not from features; compare it with this run instead")]
    [InlineData("head: { kind: mlnet_vision, architecture: resnet_v2_5 }", "head.architecture: ")]
    [InlineData("head: { kind: mlnet_vision, schedule: { kind: exponential, epochs_per_decay: 0.5 } }", "head.schedule.epochs_per_decay: ")]
    public void What_does_not_go_together_is_refused(string yaml, string line) => Assert.Contains(line, Assert.Throws<ConfigException>(() => Parse(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_backbone_that_is_given_with_it_has_no_effect_on_what_the_experiment_is()
    {
        string plain = ConfigWriter.Write(Parse("head: mlnet_vision")), with = ConfigWriter.Write(Parse("head: mlnet_vision\nbackbone: resnet50-v1-12"));

        Assert.Equal(plain, with);
        Assert.DoesNotContain("backbone", plain, StringComparison.Ordinal);
        Assert.Null(Parse("head: mlnet_vision").Backbone);
        Assert.Equal(plain, ConfigWriter.Write(RecordReader.Parse<ExperimentConfig>(plain, "again.yaml")));
    }

    [Fact]
    public void Where_the_program_is_absent_the_line_names_the_command_that_builds_it_or_says_that_no_machine_like_this_has_it() => Assert.Contains(
        VisionProgramFile.HasTensorFlow ? "'dotnet build src/Pipeline.Vision -c Release' builds it" : "for x64 on Windows and Linux only", VisionProgramFile.Absent, StringComparison.Ordinal);

    private static ExperimentConfig Parse(string yaml) => RecordReader.Parse<ExperimentConfig>($"name: vision\ndataset: photos\n{yaml}\n", "vision.yaml");
}
