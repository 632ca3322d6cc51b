using System.Text.RegularExpressions;
using Pipeline.Artifacts;

namespace Pipeline.Reporting;

/// <summary>The findings of several runs, each said once, with the runs that it is about.</summary>
internal static partial class FindingLines
{
    /// <summary>More runs than this are counted and not named.</summary>
    private const int Named = 10;

    /// <returns>A line each. Findings that differ in their numbers alone are one: the first is said, the others' runs are named.</returns>
    public static IEnumerable<string> Of(IReadOnlyList<FinishedRun> runs) =>
        from run in runs
        from finding in run.Record.Findings
        group (finding, run.Record.Name) by (finding.Level, Number().Replace(finding.Message, "#")) into alike
        let first = alike.First().finding
        let same = alike.Where(pair => pair.finding == first).Select(pair => pair.Name).ToArray()
        let others = alike.Where(pair => pair.finding != first).Select(pair => pair.Name).ToArray()
        select $"{first.Level.ToString().ToLowerInvariant()}: {first.Message}{Whose(same, others, runs.Count)}";

    private static string Whose(string[] same, string[] others, int runs) =>
        others.Length > 0 ? $" ({Names(same, runs)}; with other numbers {Names(others, runs)})"
        : same.Length == runs ? ""
        : $" ({Names(same, runs)})";

    private static string Names(string[] names, int runs) => names.Length > Named ? $"{names.Length} of {runs} runs" : string.Join(", ", names);

    [GeneratedRegex("[0-9]+([.][0-9]+)?")]
    private static partial Regex Number();
}
