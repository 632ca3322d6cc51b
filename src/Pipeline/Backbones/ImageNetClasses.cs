using System.Collections.Frozen;
using Pipeline.Datasets;

namespace Pipeline.Backbones;

/// <summary>One of the 1000 classes of ImageNet (ILSVRC 2012).</summary>
/// <param name="Index">Position in a network's output, in order of WordNet id.</param>
/// <param name="WordNetId">For example <c>n02119022</c>.</param>
/// <param name="Name">The first of its names, made unique by its id where two classes share one (crane, maillot).</param>
/// <param name="Names">All its names as WordNet lists them.</param>
public sealed record ImageNetClass(int Index, string WordNetId, string Name, string Names);

/// <summary>The 1000 classes in output order, from the table that ships with the program.</summary>
public static class ImageNetClasses
{
    private static readonly Lazy<IReadOnlyList<ImageNetClass>> Table = new(Read);
    private static readonly Lazy<LabelSet> Names = new(() => new LabelSet(All.Select(c => c.Name)));
    private static readonly Lazy<FrozenDictionary<string, ImageNetClass>> ById = new(() => All.ToFrozenDictionary(c => c.WordNetId, StringComparer.Ordinal));

    public const int Count = 1000;

    public static IReadOnlyList<ImageNetClass> All => Table.Value;

    public static LabelSet Labels => Names.Value;

    /// <returns>Null for an id that is not among the 1000.</returns>
    public static ImageNetClass? Find(string wordNetId) => ById.Value.GetValueOrDefault(wordNetId);

    private static List<ImageNetClass> Read()
    {
        var rows = Embedded.Text("imagenet-1k.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).ToList();
        var shared = rows.CountBy(First).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Select((row, index) => new ImageNetClass(index, row[1], shared.Contains(First(row)) ? $"{First(row)} ({row[1]})" : First(row), row[2]))];
    }

    private static string First(string[] row) => row[2].Split(", ")[0];
}
