using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>One key of a sweep.</summary>
/// <param name="Key">The dotted key with the place where the sweep names it.</param>
/// <param name="Values">At least one.</param>
internal sealed record SweepAxis(ConfigEntry Key, IReadOnlyList<ConfigNode> Values);

/// <summary>The keys of a sweep with their values. A mapping in place of a list holds further keys: <c>head: {epochs: [5, 10]}</c> is <c>head.epochs: [5, 10]</c>.</summary>
internal sealed class SweepAxes(ConfigProblems problems)
{
    /// <summary>Keys of a sweep that are no keys of an experiment.</summary>
    public static readonly IReadOnlyList<string> Words = ["include", "exclude"];

    private const string Launcher = "launcher";

    /// <param name="sweep">What stands under <c>sweep</c>.</param>
    public List<SweepAxis> Of(ConfigMapping sweep)
    {
        OrderedDictionary<string, SweepAxis> axes = new(StringComparer.Ordinal);
        foreach (var axis in sweep.Entries.Where(entry => !Words.Contains(entry.Key)).SelectMany(entry => Flatten(entry.Key, entry)))
        {
            // An option may write a key with dots where the file nests it: the option wins, as everywhere.
            if (!axes.TryAdd(axis.Key.Key, axis) && !axis.Key.Source.IsOption)
                problems.Add(axis.Key.Source, ConfigPath.Join("sweep", axis.Key.Key), $"stands twice; first at {axes[axis.Key.Key].Key.Source}");

            axes[axis.Key.Key] = axis;
        }

        return [.. axes.Values];
    }

    /// <summary>The keys of one item under <c>include</c>, where a single value need not be a list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">Where it stands: <c>sweep.include[0]</c>.</param>
    public List<SweepAxis> OfItem(ConfigMapping item, string path) =>
        [.. item.Entries.Select(entry => Axis(entry, ConfigPath.Join(path, entry.Key), entry.Value as ConfigSequence ?? new ConfigSequence(entry.Value.Source, [entry.Value]))).OfType<SweepAxis>()];

    private IEnumerable<SweepAxis> Flatten(string key, ConfigEntry entry)
    {
        var path = ConfigPath.Join("sweep", key);
        if (entry.Value is ConfigMapping { Entries.Count: > 0 } keys)
            return keys.Entries.SelectMany(inner => Flatten($"{key}.{inner.Key}", inner));

        var axis = Axis(entry with { Key = key }, path, entry.Value as ConfigSequence);
        return axis is null ? [] : [axis];
    }

    private SweepAxis? Axis(ConfigEntry entry, string path, ConfigSequence? values)
    {
        if (!ConfigPath.IsValid(entry.Key) || entry.Key is "name" or "extends" or "sweep")
        {
            var isName = entry.Key == "name";
            var message = isName ? "names follow from the values; sweep something else" : "expects a dotted key, as in head.epochs";
            problems.Add(entry.Source, path, message);
            return null;
        }

        if (entry.Key.Split('.')[0] == Launcher)
        {
            problems.Add(entry.Source, path, "where experiments are carried out changes no result; sweep something else");
            return null;
        }

        if (values is not { Items.Count: > 0 })
        {
            problems.Add(entry.Value.Source, path, $"expects a list of values, not {Noun(entry.Value)}");
            return null;
        }

        foreach (var twin in values.Items.GroupBy(value => value.ToString(), StringComparer.Ordinal).SelectMany(equal => equal.Skip(1)))
            problems.Add(twin.Source, path, $"{twin} stands twice; the two experiments would be one");

        return new SweepAxis(entry, values.Items);
    }

    public static string Noun(ConfigNode node) => node switch
    {
        ConfigSequence { Items.Count: 0 } => "an empty list",
        ConfigMapping { Entries.Count: 0 } => "an empty mapping",
        _ => node.Noun,
    };
}
