using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>Images that show the same thing and therefore go to the same part.</summary>
/// <param name="Key">The smallest content hash among them: a name that depends on no path.</param>
/// <param name="Label">Their common label; where they stand under several, the commonest, or the first of those.</param>
/// <param name="Images">Indexes into the list of images, ascending.</param>
/// <param name="Labels">Their labels, one by one.</param>
internal sealed record DuplicateGroup(string Key, int Label, int[] Images, int[] Labels)
{
    public int Count => Images.Length;

    /// <summary>Whether one of its labels must be wrong, or the images differ after all.</summary>
    public bool HasSeveralLabels => Labels.Any(label => label != Label);

    /// <summary>Short enough to be read; tells groups apart in a file.</summary>
    public string Name => Key[..ImageLedger.GroupNameLength];
}

/// <summary>All images, each in exactly one group; most groups hold a single image.</summary>
internal sealed class DuplicateGroups
{
    private readonly int[] _groupOf;

    private DuplicateGroups(IReadOnlyList<DuplicateGroup> groups)
    {
        Groups = groups;
        _groupOf = new int[groups.Sum(group => group.Count)];
        for (int index = 0; index < groups.Count; index++)
        {
            foreach (int image in groups[index].Images)
            {
                _groupOf[image] = index;
            }
        }
    }

    /// <summary>In the order of their first images.</summary>
    public IReadOnlyList<DuplicateGroup> Groups { get; }

    /// <returns>The number of the group that an image is in.</returns>
    public int Of(int image) => _groupOf[image];

    /// <summary>As the images say of themselves, <see cref="LabeledImage.Group"/>.</summary>
    /// <exception cref="ArgumentException">The same bytes stand under two labels; a scan leaves such images out.</exception>
    public static DuplicateGroups Of(IReadOnlyList<LabeledImage> images) =>
        new([.. Enumerable.Range(0, images.Count).GroupBy(i => images[i].Group, StringComparer.Ordinal).Select(same => Group(same.Key, [.. same], images))]);

    private static DuplicateGroup Group(string key, int[] members, IReadOnlyList<LabeledImage> images)
    {
        int[] labels = [.. members.Select(image => images[image].Label)];
        foreach (var copies in members.GroupBy(image => images[image].ContentHash, StringComparer.Ordinal))
        {
            if (copies.DistinctBy(image => images[image].Label).Count() > 1)
            {
                throw new ArgumentException($"The bytes of {images[copies.First()].Path} stand under two labels.");
            }
        }

        int commonest = labels.CountBy(label => label).OrderByDescending(count => count.Value).ThenBy(count => count.Key).First().Key;
        return new DuplicateGroup(key, commonest, members, labels);
    }
}
