namespace Pipeline.Backbones;

/// <summary>The networks that configs can ask for by name. Each card is data: <c>Data/catalog.yaml</c>.</summary>
internal static class BackboneCatalog
{
    private static readonly Lazy<IReadOnlyList<BackboneCard>> Known = new(() => Embedded.Read<BackboneCards>("catalog.yaml").Backbones);

    public static IReadOnlyList<BackboneCard> All => Known.Value;

    /// <exception cref="PipelineException">No card has that name.</exception>
    public static BackboneCard Get(string name) =>
        All.FirstOrDefault(card => card.Name == name)
        ?? throw new PipelineException(
            $"backbone '{name}' is not in the catalogue ({string.Join(", ", All.Select(card => card.Name))}); name one of these, or give backbone.card for a network of your own");
}

/// <summary>The file that lists cards.</summary>
public sealed record BackboneCards(IReadOnlyList<BackboneCard> Backbones);
