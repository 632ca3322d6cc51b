using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>An option of the command line as a layer: <c>--set head.optimizer.kind=adam</c>. The value is YAML.</summary>
internal static class ConfigOverride
{
    /// <summary>Null, with a problem, when the text is not <c>key=value</c>.</summary>
    public static ConfigMapping? Parse(string text, ConfigProblems problems)
    {
        ConfigSource source = new($"--set {ScalarText.OneLine(text, 200)}");
        problems.Open(source.Name);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? "" : text[..equals].Trim();
        if (!ConfigPath.IsValid(path))
        {
            problems.Add(source, "", "expects a dotted key, '=' and a value, as in head.kind=softmax");
            return null;
        }

        if (path == "extends")
        {
            problems.Add(source, path, "only a file can extend another");
            return null;
        }

        return ConfigParser.ParseValue(text[(equals + 1)..], source, problems) is { } value ? Nest(path, source, value) : null;
    }

    // The keys of a sweep are dotted themselves: sweep.head.epochs is the key head.epochs of the sweep.
    private static ConfigMapping Nest(string path, ConfigSource source, ConfigNode value) =>
        path.StartsWith("sweep.", StringComparison.Ordinal)
            ? ConfigPath.Nest("sweep", source, new ConfigMapping(source, [new ConfigEntry(path["sweep.".Length..], source, value)]))
            : ConfigPath.Nest(path, source, value);
}
