
namespace Pipeline.Datasets;

/// <summary>
/// Keeps a seeded choice of each class: the different contents with the smallest SHA-256 of <c>draw/1/{seed}/{content hash}</c>. The same photos are
/// drawn under whatever names they lie, and a drawn photo's copies are left out, since they would take the places of other photos.
/// </summary>
internal static class PerClassDraw
{
    /// <returns>The entries, those that were not drawn excluded.</returns>
    public static IReadOnlyList<LedgerEntry> Keep(IReadOnlyList<LedgerEntry> entries, int perClass, int seed)
    {
        var drawn = entries
            .Where(entry => entry.IsUsed)
            .DistinctBy(entry => entry.ContentHash, StringComparer.Ordinal)
            .GroupBy(entry => entry.Label, StringComparer.Ordinal)
            .SelectMany(ofClass => ofClass.OrderBy(entry => Place(entry.ContentHash, seed), StringComparer.Ordinal).Take(perClass))
            .ToDictionary(entry => entry.ContentHash, entry => entry.Path, StringComparer.Ordinal);
        return [.. entries.Select(entry => !entry.IsUsed ? entry : Decide(entry, drawn.GetValueOrDefault(entry.ContentHash)))];
    }

    /// <returns>The entry as it is, when it is the first of its content.</returns>
    private static LedgerEntry Decide(LedgerEntry entry, string? drawnPath) => drawnPath switch
    {
        null => entry.Exclude("not drawn (dataset.per_class)"),
        _ when drawnPath == entry.Path => entry,
        _ => entry.Exclude($"not drawn (dataset.per_class): a copy of {drawnPath}"),
    };

    /// <summary>Where a content stands in the seeded order.</summary>
    public static string Place(string contentHash, int seed) => Hashing.OfText($"draw/1/{seed}/{contentHash}");
}
