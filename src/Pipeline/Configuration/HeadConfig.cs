using System.ComponentModel;

namespace Pipeline.Configuration;

/// <summary>What turns the backbone's numbers into ranked labels.</summary>
[Union]
[Description("What turns the backbone's numbers into ranked labels.")]
public abstract record HeadConfig;

[Kind("zero_shot")]
[Description("The backbone's own ImageNet answer, without training.")]
public sealed record ZeroShotHeadConfig(
    [Description("Which labels it answers with.")] ZeroShotLabelSpace LabelSpace = ZeroShotLabelSpace.Mapped,
    [Description("Which ImageNet classes name which class of the dataset; relative to the project root.")] string SpeciesMap = "data/species/animals.yaml") : HeadConfig;

/// <summary>Which labels the zero-shot head answers with.</summary>
public enum ZeroShotLabelSpace
{
    [Description("Probabilities summed per class of the dataset, so that it chooses among the same labels as a trained head.")]
    Mapped,

    [Description("The 1000 ImageNet classes; right when the first one names the class.")]
    Imagenet,
}
