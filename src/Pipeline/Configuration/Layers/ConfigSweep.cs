using System.Globalization;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>
/// The product of the values under <c>sweep</c>, one document per combination, the last key varying fastest; without what <c>exclude</c> matches, and then
/// what <c>include</c> adds.
/// </summary>
internal sealed class ConfigSweep(ConfigMapping root, RecordShape shape, ConfigProblems problems)
{
    // A slip such as two long lists must not fill the memory before anyone sees it.
    private const int MaxExperiments = 10_000;

    private readonly ConfigMapping _single = root.Without("sweep");

    private readonly SweepNames _names = new(root.Find("name")?.Value);

    /// <summary>Whether a document has a sweep at all.</summary>
    public static bool IsIn(ConfigMapping root) => root.Find("sweep") is { Value: not ConfigScalar { IsNull: true } };

    /// <summary>The documents without their <c>sweep</c>, each with a name of its own; the document itself where there is none.</summary>
    public static IReadOnlyList<ConfigMapping> Expand(ConfigMapping root, RecordShape shape, ConfigProblems problems) =>
        IsIn(root) ? new ConfigSweep(root, shape, problems).Expand(root.Find("sweep")!) : [root.Without("sweep")];

    private List<ConfigMapping> Expand(ConfigEntry sweep)
    {
        if (sweep.Value is not ConfigMapping { Entries.Count: > 0 } mapping)
        {
            problems.Add(sweep.Value.Source, "sweep", $"expects a mapping of dotted keys to lists of values, not {SweepAxes.Noun(sweep.Value)}");
            return [_single];
        }

        SweepAxes reader = new(problems);
        var axes = reader.Of(mapping);
        var included = Items(mapping, "include").Select((item, i) => reader.OfItem(item, ConfigPath.Item("sweep.include", i))).Where(item => item.Count > 0).ToList();
        RefuseOptions(axes);
        return Fits(sweep, included.Append(axes)) ? Documents(sweep, axes, Items(mapping, "exclude"), included) : [_single];
    }

    private List<ConfigMapping> Documents(ConfigEntry sweep, List<SweepAxis> axes, List<ConfigMapping> excluded, List<List<SweepAxis>> included)
    {
        SweepExclusions exclusions = new(excluded, shape);
        HashSet<string> made = new(StringComparer.Ordinal);
        List<ConfigMapping> documents = [];
        var product = axes.Count == 0 ? [] : Combinations(axes).Select(combination => (Combination: combination, Document: Patched(combination))).ToArray();
        foreach (var (combination, document) in product.Where(pair => !exclusions.Matches(pair.Document)))
        {
            made.Add(document.ToString());
            documents.Add(Named(document, combination.Where(pair => pair.Axis.Values.Count > 1)));
        }

        exclusions.RequireUse(problems, product.Length, [.. axes.Select(axis => axis.Key.Key)]);
        foreach (var combination in included.SelectMany(item => Combinations(item.ConvertAll(axis => WithNamesakes(axis, axes)), item)))
        {
            var document = Patched(combination);
            if (made.Add(document.ToString()))
                documents.Add(Named(document, combination));
            else
                problems.Add(combination[0].Axis.Key.Source, "sweep.include", "makes an experiment that the sweep makes already; remove it");
        }

        if (documents.Count == 0 && product.Length > 0)
            problems.Add(sweep.Source, "sweep", "excludes every combination");

        return documents.Count == 0 ? [_single] : documents;
    }

    // Names tell a value from all others of its key, wherever in the sweep they stand.
    private static SweepAxis WithNamesakes(SweepAxis axis, List<SweepAxis> axes) =>
        axes.Find(other => other.Key.Key == axis.Key.Key) is { } other ? axis with { Values = [.. axis.Values, .. other.Values] } : axis;

    private List<ConfigMapping> Items(ConfigMapping sweep, string word)
    {
        if (sweep.Find(word) is not { Value: not ConfigScalar { IsNull: true } } entry)
            return [];

        var path = $"sweep.{word}";
        if (entry.Value is not ConfigSequence items)
        {
            problems.Add(entry.Value.Source, path, $"expects a list of mappings of dotted keys to values, not {SweepAxes.Noun(entry.Value)}");
            return [];
        }

        foreach (var (i, wrong) in items.Items.Index().Where(pair => pair.Item is not ConfigMapping { Entries.Count: > 0 }))
            problems.Add(wrong.Source, ConfigPath.Item(path, i), $"expects a mapping of dotted keys to values, not {SweepAxes.Noun(wrong)}");

        return [.. items.Items.OfType<ConfigMapping>().Where(item => item.Entries.Count > 0)];
    }

    private void RefuseOptions(List<SweepAxis> axes)
    {
        foreach (var key in axes.Select(axis => axis.Key.Key))
        {
            if (ConfigPath.Find(_single, key) is { Source: { IsOption: true } option })
                problems.Add(option, key, $"is swept, so that this value would be lost; sweep other values with --set sweep.{key}=[...]");
        }
    }

    private bool Fits(ConfigEntry sweep, IEnumerable<List<SweepAxis>> parts)
    {
        var size = parts.Where(axes => axes.Count > 0).Sum(axes => axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count));
        if (size > MaxExperiments)
            problems.Add(sweep.Source, "sweep", string.Create(CultureInfo.InvariantCulture, $"makes {size} experiments; at most {MaxExperiments}"));

        return size <= MaxExperiments;
    }

    private ConfigMapping Patched(IReadOnlyList<(SweepAxis Axis, ConfigNode Value)> combination) => combination.Aggregate(
        _single, (below, pair) => ConfigMerge.Patch(below, ConfigPath.Nest(pair.Axis.Key.Key, pair.Axis.Key.Source, pair.Value), shape));

    private ConfigMapping Named(ConfigMapping document, IEnumerable<(SweepAxis Axis, ConfigNode Value)> varying) =>
        _names.Next(document, varying, shape) is { } name ? ConfigMerge.Patch(document, ConfigPath.Nest("name", name.Source, name), shape) : document;

    private static IEnumerable<IReadOnlyList<(SweepAxis Axis, ConfigNode Value)>> Combinations(List<SweepAxis> axes) => Combinations(axes, axes);

    /// <param name="named">The axes as names see them.</param>
    /// <param name="axes">The same axes with the values to combine.</param>
    private static IEnumerable<IReadOnlyList<(SweepAxis Axis, ConfigNode Value)>> Combinations(List<SweepAxis> named, List<SweepAxis> axes)
    {
        IEnumerable<IReadOnlyList<(SweepAxis, ConfigNode)>> combinations = [[]];
        foreach (var (axis, values) in named.Zip(axes, (name, axis) => (name, axis.Values)))
            combinations = combinations.SelectMany(begun => values.Select(value => (IReadOnlyList<(SweepAxis, ConfigNode)>)[.. begun, (axis, value)]));

        return combinations;
    }
}
