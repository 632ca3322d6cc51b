using Pipeline.Configuration;
using Pipeline.Imaging;

namespace Pipeline.Datasets;

/// <summary>Finds the images that show the same thing, copies and near-duplicates, and does with them what the config asks for.</summary>
internal sealed class DuplicateImages(DatasetConfig config, IProgress<Progress>? progress, CancellationToken cancellation)
{
    /// <summary>With <see cref="DuplicatePolicy.Drop"/>, the entries of which only the best of each group is left; else the entries as they are.</summary>
    public IReadOnlyList<LedgerEntry> Drop(IReadOnlyList<LedgerEntry> entries)
    {
        if (config.OnDuplicate != DuplicatePolicy.Drop)
        {
            return entries;
        }

        var reasons = Groups(entries).SelectMany(Reasons).ToDictionary(pair => pair.Path, pair => pair.Reason, StringComparer.Ordinal);
        return [.. entries.Select(entry => reasons.TryGetValue(entry.Path, out string? reason) ? entry.Exclude(reason) : entry)];
    }

    /// <summary>The entries, those that belong together under one <see cref="LedgerEntry.Group"/>; none do after a <see cref="Drop"/>.</summary>
    /// <exception cref="PipelineException">There are such, and <see cref="DuplicatePolicy.Fail"/> is set.</exception>
    public IReadOnlyList<LedgerEntry> Group(IReadOnlyList<LedgerEntry> entries)
    {
        if (config.OnDuplicate == DuplicatePolicy.Drop)
        {
            return entries;
        }

        LedgerEntry[][] groups = [.. Groups(entries)];
        if (config.OnDuplicate == DuplicatePolicy.Fail && groups.Length > 0)
        {
            string more = groups.Length > 3 ? $" and {groups.Length - 3} more" : "";
            throw new PipelineException(
                $"{groups.Length} {(groups.Length == 1 ? "group" : "groups")} of images that show the same thing (dataset.on_duplicate is 'fail'): " +
                $"{string.Join("; ", groups.Take(3).Select(Names))}{more}: remove the copies, or set it to 'group' or 'drop'");
        }

        var keys = groups.SelectMany(group => group.Select(entry => (entry.Path, Key: group.Select(one => one.ContentHash).Min(StringComparer.Ordinal)!)))
            .ToDictionary(pair => pair.Path, pair => pair.Key, StringComparer.Ordinal);
        return [.. entries.Select(entry => keys.TryGetValue(entry.Path, out string? key) ? entry with { Group = key } : entry)];
    }

    /// <returns>Every group of at least two used images.</returns>
    private IEnumerable<LedgerEntry[]> Groups(IReadOnlyList<LedgerEntry> entries)
    {
        LedgerEntry[][] copies = [.. entries.Where(entry => entry.IsUsed).GroupBy(entry => entry.ContentHash, StringComparer.Ordinal).Select(same => same.ToArray())];
        var groups = new ConnectedGroups(copies.Length);
        if (config.NearDistance > 0)
        {
            GreyThumbnail?[] thumbnails = [.. copies.Select(same => GreyThumbnail.FromText(same[0].Verdict?.Thumbnail ?? ""))];
            foreach (var pair in NearDuplicateSearch.Pairs(thumbnails, config.NearDistance, progress, cancellation))
            {
                groups.Join(pair.First, pair.Second);
            }
        }

        return groups.All().Select(group => group.SelectMany(content => copies[content]).OrderBy(entry => entry.Path, StringComparer.Ordinal).ToArray()).Where(group => group.Length > 1);
    }

    private static IEnumerable<(string Path, string Reason)> Reasons(LedgerEntry[] group)
    {
        if (group.DistinctBy(entry => entry.Label).Count() > 1)
        {
            // As for the same bytes under two labels: nothing here can tell which label is right.
            return group.Select(entry => (entry.Path, $"the same picture under two labels (dataset.on_duplicate): {Names(group)}"));
        }

        var kept = group.OrderByDescending(entry => (long)entry.Verdict!.Width * entry.Verdict.Height).ThenByDescending(entry => entry.Bytes)
            .ThenBy(entry => entry.ContentHash, StringComparer.Ordinal).First();
        return group.Where(entry => entry != kept).Select(entry => (entry.Path, $"the same picture as {kept.Path} (dataset.on_duplicate)"));
    }

    private static string Names(IEnumerable<LedgerEntry> group) => string.Join(" = ", group.Select(entry => entry.Path));
}
