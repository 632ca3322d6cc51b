using Pipeline.Datasets;

namespace Pipeline.Reporting;

/// <summary>Another file with the same bytes as the one in question.</summary>
/// <param name="File">One in another class, if there is one, else the first.</param>
/// <param name="More">How many there are besides.</param>
internal sealed record ContactSheetTwin(FoundFile File, int More)
{
    /// <param name="files">In ordinal order.</param>
    /// <param name="hashes">SHA-256 of each file; null where there is nothing to compare.</param>
    /// <returns>Each file's twin; null where it has none.</returns>
    public static IReadOnlyList<ContactSheetTwin?> Find(IReadOnlyList<FoundFile> files, IReadOnlyList<string?> hashes)
    {
        var byHash = files.Zip(hashes).Where(pair => pair.Second is not null).ToLookup(pair => pair.Second, pair => pair.First, StringComparer.Ordinal);
        return [.. files.Zip(hashes, (file, hash) => hash is null ? null : Of(file, [.. byHash[hash].Where(other => other != file)]))];
    }

    private static ContactSheetTwin? Of(FoundFile file, FoundFile[] others) =>
        others.Length == 0 ? null : new(others.FirstOrDefault(other => other.Label != file.Label) ?? others[0], others.Length - 1);
}
