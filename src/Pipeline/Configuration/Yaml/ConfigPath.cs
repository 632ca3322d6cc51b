using System.Globalization;

namespace Pipeline.Configuration.Yaml;

/// <summary>Dotted keys: <c>head.optimizer.kind</c>, <c>dataset.classes[2]</c>.</summary>
internal static class ConfigPath
{
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>The mappings around one value: <c>a.b</c> set to 1 is <c>{a: {b: 1}}</c>.</summary>
    public static ConfigMapping Nest(string path, ConfigSource source, ConfigNode value)
    {
        var keys = path.Split('.', 2);
        return new ConfigMapping(source, [new ConfigEntry(keys[0], source, keys.Length == 1 ? value : Nest(keys[1], source, value))]);
    }

    /// <summary>The entry that a dotted key names; null when there is none.</summary>
    public static ConfigEntry? Find(ConfigMapping mapping, string path)
    {
        var keys = path.Split('.', 2);
        var entry = mapping.Find(keys[0]);
        return keys.Length == 1 ? entry : entry?.Value is ConfigMapping inner ? Find(inner, keys[1]) : null;
    }

    /// <summary>Whether every part of the path is a key.</summary>
    public static bool IsValid(string path) => path.Split('.').All(part => !string.IsNullOrWhiteSpace(part));
}
