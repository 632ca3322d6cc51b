using Pipeline.Artifacts;

namespace Pipeline.Reporting;

/// <summary>The keys in which runs differ: the columns that a comparison needs, and no others.</summary>
internal static class VaryingSettings
{
    /// <summary>They name a run and do not make it.</summary>
    private static readonly string[] Names = ["name", "description"];

    /// <param name="runs">The resolved configs.</param>
    /// <returns>Dotted keys, in the order of the configs.</returns>
    public static IEnumerable<string> Keys(IReadOnlyList<RunSettings> runs) =>
        runs.SelectMany(run => run.Values.Keys).Distinct(StringComparer.Ordinal).Where(key => !Names.Contains(key) && Varies(key, runs));

    // A key that one kind of head has and another has not says no more than the kinds do. It varies where runs that could have it differ:
    // those whose section is there and of the same kind, absent then being a value (null) of its own.
    private static bool Varies(string key, IReadOnlyList<RunSettings> runs)
    {
        string section = key.LastIndexOf('.') is >= 0 and var dot ? key[..dot] : "";
        var kinds = runs.Where(run => run.Values.ContainsKey(key)).Select(run => run.Sections.GetValueOrDefault(section)).ToHashSet();
        return runs
            .Where(run => run.Values.ContainsKey(key) || (run.Sections.TryGetValue(section, out string? kind) && kinds.Contains(kind)))
            .Select(run => run.Values.GetValueOrDefault(key))
            .Distinct(StringComparer.Ordinal).Count() > 1;
    }
}
