using Pipeline.Configuration;

namespace Pipeline.Datasets;

/// <summary>What the reader of a result must be told about its images.</summary>
internal static class DatasetFindings
{
    private const int Named = 3;

    /// <param name="bad">The entries that did not decode.</param>
    /// <param name="entries">All entries, in their state before the split.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="config">What was asked for.</param>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<LedgerEntry> bad, IReadOnlyList<LedgerEntry> entries, LabelSet labels, DatasetConfig config)
    {
        var used = entries.Where(entry => entry.IsUsed).ToArray();
        return
        [
            .. About(bad, "Left out because they are no whole images", entry => $"{entry.Path} ({entry.Reason})"),
            .. About([.. entries.Where(entry => !entry.IsUsed && entry.Reason.StartsWith("same image", StringComparison.Ordinal))],
                "Left out because the same image stands under two labels", entry => entry.Path),
            .. About([.. used.Where(entry => entry.Reason.Length > 0)], "Damaged and kept as far as they decode", entry => entry.Path),
            .. About([.. entries.Where(entry => !entry.IsUsed && entry.Reason.StartsWith("the same picture", StringComparison.Ordinal))],
                "Left out because another image shows the same", entry => entry.Path),
            .. About(Copies(used), "Copies of other images of their class, which stay together in every split", entry => entry.Path),
            .. NearDuplicates(used),
            .. Short(used, labels, config),
        ];
    }

    /// <summary>The first few of many, and how many more there are.</summary>
    public static string Few<T>(IReadOnlyList<T> entries, Func<T, string> name) =>
        string.Join(", ", entries.Take(Named).Select(name)) + (entries.Count > Named ? $" and {entries.Count - Named} more" : "");

    private static IEnumerable<string> About(IReadOnlyList<LedgerEntry> entries, string what, Func<LedgerEntry, string> name) =>
        entries.Count == 0 ? [] : [$"{what}: {Counted(entries.Count, "file")}, {Few(entries, name)}."];

    private static LedgerEntry[] Copies(LedgerEntry[] used) =>
        [.. used.GroupBy(entry => entry.ContentHash, StringComparer.Ordinal).SelectMany(copies => copies.Skip(1))];

    private static IEnumerable<string> NearDuplicates(LedgerEntry[] used)
    {
        LedgerEntry[][] groups =
        [
            .. used.Where(entry => entry.Group.Length > 0).GroupBy(entry => entry.Group, StringComparer.Ordinal)
                .Select(group => group.DistinctBy(entry => entry.ContentHash).ToArray()).Where(group => group.Length > 1),
        ];
        foreach (bool severalLabels in (bool[])[false, true])
        {
            LedgerEntry[][] such = [.. groups.Where(group => group.DistinctBy(entry => entry.Label).Count() > 1 == severalLabels)];
            if (such.Length > 0)
            {
                string what = severalLabels ? "Near-duplicates under different labels, one of which must be wrong" : "Near-duplicates";
                yield return $"{what}; they stay together in every split and count as one: {Counted(such.Length, "group")}, {Few(such, group => string.Join(" = ", group.Select(entry => entry.Path)))}.";
            }
        }
    }

    private static IEnumerable<string> Short(LedgerEntry[] used, LabelSet labels, DatasetConfig config)
    {
        foreach (string label in labels.Names)
        {
            int count = used.Count(entry => entry.Label == label);
            if (count < config.PerClass)
            {
                yield return $"Class '{label}' has {Counted(count, "image")} where dataset.per_class asks for {config.PerClass}.";
            }
        }
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
