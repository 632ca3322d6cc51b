using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>
/// One layer over another: mappings are merged key by key, anything else is replaced. A mapping of another kind replaces the one below it
/// whole, because the keys of one kind mean nothing to another; a scalar in place of a mapping counts as the mapping it is short for.
/// </summary>
internal static class ConfigMerge
{
    /// <param name="below">The base.</param>
    /// <param name="above">What wins.</param>
    /// <param name="shape">What both become; null below an unknown key.</param>
    public static ConfigNode Merge(ConfigNode below, ConfigNode above, ConfigShape? shape)
    {
        var (low, high) = (shape?.Expand(below) ?? below, shape?.Expand(above) ?? above);
        return low is ConfigMapping lowMapping && high is ConfigMapping highMapping && !IsOfAnotherKind(lowMapping, highMapping, shape)
            ? Merge(lowMapping, highMapping, shape)
            : high;
    }

    /// <inheritdoc cref="Merge(ConfigNode, ConfigNode, ConfigShape?)"/>
    public static ConfigMapping Merge(ConfigMapping below, ConfigMapping above, ConfigShape? shape)
    {
        // Which keys there are follows from the kind, which either layer may name.
        ConfigMapping union = new(above.Source, [.. above.Entries, .. below.Entries]);
        var kept = below.Entries.Where(low => !IsTakenBack(low.Key, above, shape)).Select(low => above.Find(low.Key) is { } high
            ? high with { Value = Merge(low.Value, high.Value, shape?.Inside(union, low.Key)) }
            : low);
        return new ConfigMapping(above.Source, [.. kept, .. above.Entries.Where(entry => below.Find(entry.Key) is null)]);
    }

    /// <summary>A few keys over a document, which still starts where it started.</summary>
    public static ConfigMapping Patch(ConfigMapping document, ConfigMapping keys, ConfigShape shape) =>
        new(document.Source, Merge(document, keys, shape).Entries);

    private static bool IsTakenBack(string key, ConfigMapping above, ConfigShape? shape) =>
        shape is RecordShape record && above.Entries.Any(entry => record.AreRivals(entry.Key, key));

    private static bool IsOfAnotherKind(ConfigMapping below, ConfigMapping above, ConfigShape? shape) =>
        shape is UnionShape union && union.KindOf(above) is { } kind && union.KindOf(below) is { } former && kind != former;
}
