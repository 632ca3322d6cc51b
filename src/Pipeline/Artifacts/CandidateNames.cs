using Pipeline.Configuration;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Artifacts;

/// <summary>What people call the candidates of a selection: the kind, and where several share it, what tells them apart.</summary>
internal static class CandidateNames
{
    private const string Kind = "kind";

    public static IReadOnlyList<string> Of(IReadOnlyList<HeadConfig> candidates)
    {
        var settings = candidates.Select(Settings).ToList();
        return [.. settings.Select(own => Name(own, [.. settings.Where(other => other[Kind] == own[Kind])]))];
    }

    private static string Name(Dictionary<string, string> own, List<Dictionary<string, string>> alike)
    {
        // Where the kinds of a part differ, its other keys differ by nature and say no more.
        string[] varying = [.. own.Keys.Where(key => alike.Any(other => other.GetValueOrDefault(key) != own[key]))];
        string[] kinds = [.. varying.Where(key => key.EndsWith("." + Kind, StringComparison.Ordinal)).Select(key => key[..^Kind.Length])];
        var told = varying.Where(key => key.EndsWith("." + Kind, StringComparison.Ordinal) || !kinds.Any(part => key.StartsWith(part, StringComparison.Ordinal)))
            .Select(key => $"{(key.EndsWith("." + Kind, StringComparison.Ordinal) ? key[..^(Kind.Length + 1)] : key)} {own[key]}");
        return varying.Length == 0 ? own[Kind] : $"{own[Kind]} ({string.Join(", ", told)})";
    }

    private static Dictionary<string, string> Settings(HeadConfig candidate)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(settings, (ConfigMapping)ConfigParser.ParseFile(ConfigWriter.Write(candidate), "head", new ConfigProblems())!, "");
        return settings;
    }

    private static void Add(Dictionary<string, string> settings, ConfigMapping mapping, string path)
    {
        foreach (var entry in mapping.Entries)
        {
            string key = ConfigPath.Join(path, entry.Key);
            if (entry.Value is ConfigMapping inner)
            {
                Add(settings, inner, key);
            }
            else
            {
                settings[key] = entry.Value is ConfigScalar scalar ? scalar.Text : entry.Value.ToString()!;
            }
        }
    }
}
