using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>Images that show the same thing and therefore go to the same part.</summary>
/// <param name="Key">The smallest content hash among them: a name that depends on no path.</param>
/// <param name="Label">Their common label.</param>
/// <param name="Images">Indexes into the list of images, ascending.</param>
internal sealed record DuplicateGroup(string Key, int Label, int[] Images)
{
    public int Count => Images.Length;

    /// <summary>Short enough to be read; tells groups apart in a file.</summary>
    public string Name => Key[..12];
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

    /// <summary>Files of the same bytes form a group.</summary>
    /// <exception cref="ArgumentException">The same bytes stand under two labels; a scan leaves such images out.</exception>
    public static DuplicateGroups OfIdentical(IReadOnlyList<LabeledImage> images) =>
        new([.. Enumerable.Range(0, images.Count).GroupBy(i => images[i].ContentHash, StringComparer.Ordinal).Select(same => Group(same.Key, [.. same], images))]);

    private static DuplicateGroup Group(string key, int[] members, IReadOnlyList<LabeledImage> images)
    {
        int label = images[members[0]].Label;
        return members.All(image => images[image].Label == label)
            ? new DuplicateGroup(key, label, members)
            : throw new ArgumentException($"The bytes of {images[members[0]].Path} stand under two labels.");
    }
}
