using Pipeline.Artifacts;
using Pipeline.Evaluation.Comparisons;

namespace Pipeline.Reporting;

/// <summary>What a careful reader of a comparison must be told.</summary>
internal static class ComparisonNotes
{
    private const int Named = 3;

    public static IEnumerable<string> Of(
        IReadOnlyList<LeaderboardRow> leaderboard, IReadOnlyList<ReportedPair> pairs, IReadOnlyList<FinishedRun> runs, bool oneQuestion, bool oneMachine)
    {
        if (oneQuestion)
        {
            yield return $"{leaderboard[0].Name} is the best of {leaderboard.Count} on these very images, so its score is optimistic: on new images expect less, the more so the more runs there are.";
        }
        else
        {
            yield return "The runs were not all asked the same questions (images, folds, classes, grading, label space): ranks across them mean little, and there is no Pareto front.";
        }

        if (!oneMachine)
        {
            yield return $"Times are not comparable: the runs were timed on different machines ({Some(runs.Where(run => run.Record.Latency is not null).Select(Machine).Distinct(StringComparer.Ordinal))}); there is no Pareto front.";
        }

        foreach (var group in pairs.Where(pair => pair.Quality.Pairing.Basis != PairBasis.Paired).GroupBy(pair => pair.Quality.Pairing))
        {
            string what = group.Key.Basis == PairBasis.Refused ? "No verdict" : "Compared unpaired, which shows far less";
            yield return $"{what}: {Some(group.Select(pair => $"{pair.Quality.Subject} against {pair.Quality.Reference}"))}: {group.Key.Because}.";
        }

        if (Launches(pairs, several: runs.Any(run => run.Record.Latency?.Launches is not null)) is { } launches)
        {
            yield return launches;
        }

        foreach (var warning in runs.SelectMany(run => run.Record.Findings.Where(finding => finding.Level == FindingLevel.Warning).Select(finding => (finding.Message, run.Record.Name)))
                     .GroupBy(warning => warning.Message, warning => warning.Name))
        {
            yield return $"{(warning.Count() == runs.Count ? "All runs" : Some(warning))}: {warning.Key}.";
        }
    }

    private static string? Launches(IReadOnlyList<ReportedPair> pairs, bool several)
    {
        int[] counts = [.. pairs.Where(pair => pair.Time.Ratio is not null).Select(pair => pair.Time.Ratio!.Value.Launches).Distinct().Order()];
        return counts switch
        {
            [] => null,
            [1] when !several => "Each time is from one start of the program; what differs from start to start is not in its interval (timing.launches: 5 measures it).",
            [1, ..] => "Some times are from one start of the program; what differs from start to start is not in an interval that rests on them (timing.launches: 5 measures it).",
            [2, ..] => "Intervals of times hold what differs from one start of the program to the next; two starts say little of it, so they are wide (timing.launches: 5 says more).",
            [var fewest, .. var more] => $"Intervals of times hold what differs from one start of the program to the next, from {(more.Length == 0 ? "" : "at least ")}{fewest} starts.",
        };
    }

    private static string Machine(FinishedRun run) => $"{run.Record.Environment.Host}, {run.Record.Environment.Processor}";

    private static string Some(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= Named ? string.Join("; ", all) : $"{string.Join("; ", all.Take(Named))} and {Format.Count(all.Length - Named)} more";
    }
}
