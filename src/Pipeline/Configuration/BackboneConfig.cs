using System.ComponentModel;

namespace Pipeline.Configuration;

[Description("A frozen ONNX network: one of the catalogue by name, or any other by its card.")]
public sealed record BackboneConfig(
    [Description("Name in the catalogue ('pipeline models list'); resnet-mini when neither name nor card is given."), Shorthand] string? Name = null,
    [Description("The weights file, relative to the project root; looked for in the models folders when absent.")] string? Path = null,
    [Description("A YAML card, relative to the project root, for a network that is not in the catalogue."), InsteadOf(nameof(BackboneConfig.Name))] string? Card = null) : IChecked
{
    public string? Name { get; init; } = Name ?? (Card is null ? "resnet-mini" : null);

    public IEnumerable<(string Key, string Message)> Check() =>
        Name is not null && Card is not null ? [(nameof(Name), "a backbone has a name in the catalogue or a card of its own, not both; remove one")] : [];
}
