namespace Pipeline.Backbones;

/// <summary>The networks that configs can ask for by name. Each card is data: <c>Data/catalog.yaml</c>.</summary>
internal static class BackboneCatalog
{
    private static readonly Lazy<IReadOnlyList<BackboneCard>> Known = new(() => Embedded.Read<BackboneCards>("catalog.yaml").Backbones);

    public static IReadOnlyList<BackboneCard> All => Known.Value;

    /// <param name="name">Of a card that ships with the program, or that lies beside its weights in a models folder ('pipeline models add').</param>
    /// <param name="folders">The models folders.</param>
    /// <exception cref="PipelineException">No card has that name, or the card is wrong.</exception>
    public static BackboneCard Get(string name, ModelFolders folders) =>
        Find(name) ?? RegisteredCards.Find(name, folders)
        ?? throw new PipelineException(
            $"backbone '{name}' is not in the catalogue ({string.Join(", ", All.Concat(RegisteredCards.In(folders, out _)).Select(card => card.Name))}); "
            + "name one of these, or give backbone.card for a network of your own");

    /// <returns>The card of that name that ships with the program, or null.</returns>
    public static BackboneCard? Find(string name) => All.FirstOrDefault(card => card.Name == name);
}

/// <summary>The file that lists cards.</summary>
public sealed record BackboneCards(IReadOnlyList<BackboneCard> Backbones);
