namespace Pipeline.Configuration.Yaml;

/// <summary>A piece of YAML that knows where it was written. Its text is YAML in flow style, on one line.</summary>
internal abstract class ConfigNode(ConfigSource source)
{
    public ConfigSource Source { get; } = source;

    /// <summary>How a message names it.</summary>
    public abstract string Noun { get; }
}

/// <param name="source">Where it starts.</param>
/// <param name="text">The text after unquoting.</param>
/// <param name="isPlain">Whether it was written without quotes, so that it may be a number, a boolean or null.</param>
internal sealed class ConfigScalar(ConfigSource source, string text, bool isPlain) : ConfigNode(source)
{
    public string Text => text;

    public bool IsPlain => isPlain;

    /// <summary>Null in YAML 1.2's core schema.</summary>
    public bool IsNull => isPlain && text is "" or "~" or "null" or "Null" or "NULL";

    public override string Noun => IsNull ? "nothing" : isPlain ? $"'{Shortened}'" : $"the quoted text '{Shortened}'";

    public override string ToString() => isPlain ? text : ScalarText.Of(text);

    private string Shortened => ScalarText.OneLine(text, 60);
}

internal sealed class ConfigSequence(ConfigSource source, IReadOnlyList<ConfigNode> items) : ConfigNode(source)
{
    public IReadOnlyList<ConfigNode> Items => items;

    public override string Noun => "a list";

    public override string ToString() => $"[{string.Join(", ", items)}]";
}

/// <param name="source">Where it starts.</param>
/// <param name="entries">In the order of the text; no key stands twice.</param>
internal sealed class ConfigMapping(ConfigSource source, IReadOnlyList<ConfigEntry> entries) : ConfigNode(source)
{
    public IReadOnlyList<ConfigEntry> Entries => entries;

    public override string Noun => "a mapping";

    public ConfigEntry? Find(string key) => entries.FirstOrDefault(entry => entry.Key == key);

    public ConfigMapping Without(params ReadOnlySpan<string> keys)
    {
        var removed = keys.ToArray();
        return new ConfigMapping(Source, [.. entries.Where(entry => !removed.Contains(entry.Key))]);
    }

    public override string ToString() => $"{{{string.Join(", ", entries.Select(entry => $"{ScalarText.Of(entry.Key)}: {entry.Value}"))}}}";
}

/// <param name="Key">The key as text.</param>
/// <param name="Source">Where the key stands.</param>
/// <param name="Value">What it is set to.</param>
internal sealed record ConfigEntry(string Key, ConfigSource Source, ConfigNode Value);
