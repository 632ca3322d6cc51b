using System.Globalization;
using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>
/// What stands under <c>exclude</c>: a combination goes when it matches all keys of an item. What is compared is what the file and the sweep say, not
/// defaults, so that combinations that could not even be read can be excluded.
/// </summary>
internal sealed class SweepExclusions
{
    private readonly IReadOnlyList<ConfigMapping> _items;
    private readonly ConfigShape _shape;
    private readonly int[] _matches;

    /// <param name="items">The items.</param>
    /// <param name="shape">The shape of a document.</param>
    public SweepExclusions(IReadOnlyList<ConfigMapping> items, ConfigShape shape) => (_items, _shape, _matches) = (items, shape, new int[items.Count]);

    public bool Matches(ConfigMapping document)
    {
        bool excluded = false;
        foreach (var (i, item) in _items.Index())
        {
            bool matches = item.Entries.All(entry => Matches(document, entry));
            _matches[i] += matches ? 1 : 0;
            excluded |= matches;
        }

        return excluded;
    }

    /// <summary>An item that excludes nothing is a slip of the pen.</summary>
    /// <param name="problems">Where it is reported.</param>
    /// <param name="combinations">How many there were.</param>
    /// <param name="swept">The keys that vary.</param>
    public void RequireUse(ConfigProblems problems, int combinations, IReadOnlyList<string> swept)
    {
        foreach (var (i, item) in _items.Index().Where(pair => _matches[pair.Index] == 0))
        {
            string? unknown = item.Entries.Select(entry => entry.Key).FirstOrDefault(key => !swept.Contains(key));
            string? meant = unknown is null ? null : Suggestion.For(unknown, swept);
            string remedy = meant is null ? $"; swept are {string.Join(", ", swept)}" : $"; did you mean {meant} in place of {unknown}?";
            problems.Add(item.Source, ConfigPath.Item("sweep.exclude", i), string.Create(CultureInfo.InvariantCulture, $"matches none of the {combinations} combinations{remedy}"));
        }
    }

    private bool Matches(ConfigMapping document, ConfigEntry entry)
    {
        ConfigNode? node = document;
        ConfigShape? shape = _shape;
        foreach (string key in entry.Key.Split('.'))
        {
            if ((shape?.Expand(node) ?? node) is not ConfigMapping mapping || mapping.Find(key) is not { } inner)
                return false;

            (node, shape) = (inner.Value, shape?.Inside(mapping, key));
        }

        return Matches(node, entry.Value, shape);
    }

    // A list means one of its values; a mapping means the keys that it names, as a word means the kind that it is short for.
    private static bool Matches(ConfigNode actual, ConfigNode asked, ConfigShape? shape)
    {
        if (asked is ConfigSequence list)
            return list.Items.Any(item => Matches(actual, item, shape)) || actual.ToString() == asked.ToString();

        return (shape?.Expand(actual) ?? actual, shape?.Expand(asked) ?? asked) switch
        {
            (ConfigMapping whole, ConfigMapping part) =>
                part.Entries.All(entry => whole.Find(entry.Key) is { } own && Matches(own.Value, entry.Value, shape?.Inside(whole, entry.Key))),
            (ConfigScalar left, ConfigScalar right) => left.IsNull == right.IsNull && left.Text == right.Text,
            _ => false,
        };
    }
}
