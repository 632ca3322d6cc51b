using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>One experiment, every default filled in. The defaults stand in the signatures.</summary>
[Description("One image-classification experiment.")]
public sealed record ExperimentConfig(
    [Description("Names the run folder: lower-case letters, digits, '-', '_' and '.'."), RegularExpression("[a-z0-9][a-z0-9._-]{0,63}")] string Name,
    [Description("The images.")] DatasetConfig Dataset,
    [Description("What turns the backbone's numbers into ranked labels.")] HeadConfig Head,
    [Description("The frozen network. A head of kind mlnet_vision brings its own: there this key has no effect and is left out of the resolved config.")] BackboneConfig? Backbone = null,
    [Description("Who may see which image.")] SplitConfig? Split = null,
    [Description("How an answer earns 10, 5 or 0.")] GradingConfig? Grading = null,
    [Description("How time is measured.")] TimingConfig? Timing = null,
    [Description("What is checked about exported models.")] ExportConfig? Export = null,
    [Description("Seed of every random choice: subsampling, splits, heads."), Range(0, int.MaxValue)] int Seed = 42,
    [Description("Why this experiment exists; shown in reports.")] string? Description = null,
    [Description("Where the experiments of a sweep are carried out; changes no result."), NotWritten] LauncherConfig? Launcher = null) : IChecked
{
    /// <summary>Null where the head is trained on the images themselves.</summary>
    public BackboneConfig? Backbone { get; init; } = Head is MlNetVisionHeadConfig ? null : Backbone ?? new BackboneConfig();

    public SplitConfig Split { get; init; } = Split ?? new KFoldSplitConfig();

    public GradingConfig Grading { get; init; } = Grading ?? new Top3GradingConfig();

    public TimingConfig Timing { get; init; } = Timing ?? new TimingConfig();

    public ExportConfig Export { get; init; } = Export ?? new ExportConfig();

    IEnumerable<(string Key, string Message)> IChecked.Check()
    {
        if (Head is not MlNetVisionHeadConfig vision)
        {
            yield break;
        }

        if (vision.EarlyStopping is not null && Split.Validation == 0)
        {
            yield return (nameof(Split), "head.early_stopping is judged by validation images, and the split sets none aside; set split.validation, for example 0.1, or leave head.early_stopping away");
        }

        if (Timing.Path == TimingPath.Http)
        {
            yield return (nameof(Timing), "timing.path: http measures a server's answers, and a run of mlnet_vision is not served; take direct");
        }
    }
}
