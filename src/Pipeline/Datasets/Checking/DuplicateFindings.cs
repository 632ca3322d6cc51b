using System.Globalization;

namespace Pipeline.Datasets.Checking;

/// <summary>Images that show the same thing.</summary>
/// <param name="Findings">Copies, near-duplicates, and either of them under two labels.</param>
/// <param name="Groups">Each image's group: the smallest content hash among those that show the same.</param>
internal sealed record DuplicateFindings(IReadOnlyList<CheckFinding> Findings, IReadOnlyDictionary<string, string> Groups)
{
    /// <param name="images">The dataset's images; those that do not decode have no part.</param>
    /// <param name="distance">Bits that may differ.</param>
    /// <param name="progress">Is told now and then.</param>
    /// <param name="cancellation">Stops between images.</param>
    public static DuplicateFindings Of(IReadOnlyList<CheckedImage> images, int distance, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        CheckedImage[][] contents = [.. images.Where(image => image.Decodes).GroupBy(image => image.ContentHash, StringComparer.Ordinal).Select(same => same.ToArray())];
        var pairs = distance == 0 ? [] : NearDuplicateSearch.Pairs([.. contents.Select(same => same[0].Thumbnail)], distance, progress, cancellation);
        var connected = new ConnectedGroups(contents.Length);
        foreach (var pair in pairs)
        {
            connected.Join(pair.First, pair.Second);
        }

        List<CheckFinding> findings = [.. contents.Where(same => same.Length > 1).Select(Copies)];
        Dictionary<string, string> groups = new(StringComparer.Ordinal);
        foreach (int[] group in connected.All())
        {
            string key = group.Select(content => contents[content][0].ContentHash).Min(StringComparer.Ordinal)!;
            foreach (int content in group)
            {
                groups[contents[content][0].ContentHash] = key;
            }

            if (group.Length > 1)
            {
                findings.Add(Near([.. group.Select(content => contents[content][0])], pairs.Where(pair => group.Contains(pair.First)).Min(pair => pair.Correlation)));
            }
        }

        return new DuplicateFindings(findings, groups);
    }

    private static CheckFinding Copies(CheckedImage[] same) => Finding(CheckKind.Duplicate, same, "identical bytes");

    private static CheckFinding Near(CheckedImage[] group, double correlation) =>
        Finding(CheckKind.NearDuplicate, group, string.Create(CultureInfo.InvariantCulture, $"the same picture, altered: correlation {correlation:F3}"));

    private static CheckFinding Finding(CheckKind kind, CheckedImage[] group, string detail)
    {
        string[] labels = [.. group.Select(image => image.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] paths = [.. group.Select(image => image.Path).Order(StringComparer.Ordinal)];
        return labels.Length > 1
            ? new CheckFinding(CheckKind.LabelConflict, paths, $"{detail}, under {string.Join(" and ", labels.Select(label => $"'{label}'"))}")
            : new CheckFinding(kind, paths, detail);
    }
}
