using System.ComponentModel;

namespace Pipeline.Configuration;

[Description("A frozen ONNX network: one of the catalogue by name, or any other by its card.")]
public sealed record BackboneConfig(
    [Description("Name in the catalogue ('pipeline models list')."), Shorthand] string Name = "resnet-mini",
    [Description("The weights file, relative to the project root; looked for in the models folders when absent.")] string? Path = null,
    [Description("A YAML card, relative to the project root, for a network that is not in the catalogue.")] string? Card = null);
