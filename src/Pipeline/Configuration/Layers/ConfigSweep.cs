using System.Globalization;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>One key of a sweep.</summary>
/// <param name="Key">The dotted key with the place where the sweep names it.</param>
/// <param name="Values">At least one.</param>
internal sealed record SweepAxis(ConfigEntry Key, IReadOnlyList<ConfigNode> Values);

/// <summary>The product of the values under <c>sweep</c>, one document per combination, the last key varying fastest.</summary>
internal static class ConfigSweep
{
    // A slip such as two long lists must not fill the memory before anyone sees it.
    private const int MaxExperiments = 10_000;

    /// <summary>The documents without their <c>sweep</c>, each with a name of its own; the document itself where there is none.</summary>
    public static IReadOnlyList<ConfigMapping> Expand(ConfigMapping root, RecordShape shape, ConfigProblems problems)
    {
        if (root.Find("sweep") is not { Value: not ConfigScalar { IsNull: true } } sweep)
            return [root.Without("sweep")];

        var single = root.Without("sweep");
        if (Axes(sweep, problems) is not { Count: > 0 } axes)
            return [single];

        foreach (var key in axes.Select(axis => axis.Key.Key))
        {
            if (ConfigPath.Find(single, key) is { Source: { IsOption: true } option })
                problems.Add(option, key, $"is swept, so that this value would be lost; sweep other values with --set sweep.{key}=[...]");
        }

        var size = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (size > MaxExperiments)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"makes {size} experiments; at most {MaxExperiments}");
            problems.Add(sweep.Source, "sweep", message);
            return [single];
        }

        return [.. Named(single, shape, axes)];
    }

    private static List<SweepAxis> Axes(ConfigEntry sweep, ConfigProblems problems)
    {
        List<SweepAxis> axes = [];
        if (sweep.Value is not ConfigMapping mapping || mapping.Entries.Count == 0)
            problems.Add(sweep.Value.Source, "sweep", $"expects a mapping of dotted keys to lists of values, not {Noun(sweep.Value)}");
        else
            axes.AddRange(mapping.Entries.Select(entry => Axis(entry, problems)).OfType<SweepAxis>());

        return axes;
    }

    private static SweepAxis? Axis(ConfigEntry entry, ConfigProblems problems)
    {
        var path = ConfigPath.Join("sweep", entry.Key);
        if (!ConfigPath.IsValid(entry.Key) || entry.Key is "name" or "extends" or "sweep")
        {
            var isName = entry.Key == "name";
            var message = isName ? "names follow from the values; sweep something else" : "expects a dotted key, as in head.epochs";
            problems.Add(entry.Source, path, message);
            return null;
        }

        if (entry.Value is not ConfigSequence { Items.Count: > 0 } values)
        {
            problems.Add(entry.Value.Source, path, $"expects a list of values, not {Noun(entry.Value)}");
            return null;
        }

        foreach (var twin in values.Items.GroupBy(value => value.ToString(), StringComparer.Ordinal).SelectMany(equal => equal.Skip(1)))
            problems.Add(twin.Source, path, $"{twin} stands twice; the two experiments would be one");

        return new SweepAxis(entry, values.Items);
    }

    private static IEnumerable<ConfigMapping> Named(ConfigMapping root, RecordShape shape, List<SweepAxis> axes)
    {
        SweepNames names = new(root.Find("name")?.Value);
        foreach (var combination in Combinations(axes, 0))
        {
            var document = axes.Zip(combination).Aggregate(root, (below, pair) =>
                ConfigMerge.Patch(below, ConfigPath.Nest(pair.First.Key.Key, pair.First.Key.Source, pair.Second), shape));
            yield return names.Next(document, axes.Zip(combination).Where(pair => pair.First.Values.Count > 1), shape) is { } name
                ? ConfigMerge.Patch(document, ConfigPath.Nest("name", name.Source, name), shape)
                : document;
        }
    }

    private static IEnumerable<IEnumerable<ConfigNode>> Combinations(List<SweepAxis> axes, int first) =>
        first == axes.Count
            ? [[]]
            : axes[first].Values.SelectMany(value => Combinations(axes, first + 1).Select(rest => rest.Prepend(value)));

    private static string Noun(ConfigNode node) => node switch
    {
        ConfigSequence { Items.Count: 0 } => "an empty list",
        ConfigMapping { Entries.Count: 0 } => "an empty mapping",
        _ => node.Noun,
    };
}
