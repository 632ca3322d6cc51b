namespace Pipeline.Datasets;

/// <summary>The same bytes under two labels: one of the labels is wrong, and nothing here can tell which, so all copies are left out.</summary>
internal static class LabelConflicts
{
    /// <returns>The entries, those in conflict excluded.</returns>
    public static IReadOnlyList<LedgerEntry> Exclude(IReadOnlyList<LedgerEntry> entries)
    {
        var conflicts = entries
            .Where(entry => entry.IsUsed)
            .GroupBy(entry => entry.ContentHash, StringComparer.Ordinal)
            .Where(copies => copies.DistinctBy(copy => copy.Label).Count() > 1)
            .ToDictionary(copies => copies.Key, Reason, StringComparer.Ordinal);
        return [.. entries.Select(entry => entry.IsUsed && conflicts.TryGetValue(entry.ContentHash, out string? reason) ? entry.Exclude(reason) : entry)];
    }

    private static string Reason(IEnumerable<LedgerEntry> copies) => $"same image under two labels: {string.Join(", ", copies.Select(copy => copy.Path))}";
}
