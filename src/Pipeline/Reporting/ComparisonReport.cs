using Pipeline.Artifacts;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>Finished runs held against one another.</summary>
/// <param name="VaryingKeys">Keys of the resolved configs in which the runs differ.</param>
/// <param name="Leaderboard">Best mean grade first.</param>
/// <param name="Baseline">Name of the run that every other is held against; null where all pairs are shown.</param>
/// <param name="Pairs">The comparisons, in the order of the leaderboard.</param>
/// <param name="Notes">What a careful reader must be told.</param>
internal sealed record ComparisonReport(
    IReadOnlyList<string> VaryingKeys, IReadOnlyList<LeaderboardRow> Leaderboard, string? Baseline, IReadOnlyList<ReportedPair> Pairs, IReadOnlyList<string> Notes)
{
    /// <summary>Of bootstraps and random signs. Fixed, so that the same runs always make the same report.</summary>
    private const int Seed = 42;

    /// <summary>How many comparisons the p-values are corrected for.</summary>
    public int Family => Pairs.Count(pair => pair.Quality.P is not null);

    /// <param name="runs">At least two, each once.</param>
    /// <param name="baseline">One of them, held against each other one; null for all pairs.</param>
    /// <param name="progress">Hears of every pair.</param>
    /// <param name="cancellation">Stops between two pairs.</param>
    /// <exception cref="PipelineException">A file of a run is missing or damaged.</exception>
    public static ComparisonReport Of(IReadOnlyList<FinishedRun> runs, FinishedRun? baseline, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var entries = ComparedRun.Read(runs);
        bool oneQuestion = entries.Select(entry => Pairing.Of(entry.Entrant, entries[0].Entrant).Basis).All(basis => basis == PairBasis.Paired);
        bool oneMachine = entries.Where(entry => entry.Times is not null).Select(entry => entry.Times!.Machine).Distinct(StringComparer.Ordinal).Count() <= 1;
        ComparedRun[] ranked =
            [.. entries.OrderByDescending(entry => entry.MeanGrade).ThenByDescending(entry => entry.Run.Metrics.Quality.Top1).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
        string[] varying = [.. VaryingSettings.Keys([.. ranked.Select(entry => entry.Settings)])];
        var reference = baseline is null ? null : ranked.Single(entry => entry.Run.Path == baseline.Path);
        var pairs = PairsOf(ranked, reference);
        var quality = ComparisonFamily.Compare([.. pairs.Select(pair => (pair.Subject.Entrant, pair.Reference.Entrant))], Seed, progress, cancellation);
        var times = new TimeTable(Seed);
        ReportedPair[] reported = [.. pairs.Select((pair, i) => new ReportedPair(quality[i], times.Of(pair.Subject.Times, pair.Reference.Times), pair.Subject.Entrant.Answers.Outcomes.Count))];
        var leaderboard = LeaderboardRow.Of(ranked, varying, oneQuestion && oneMachine, times);
        return new ComparisonReport(
            varying, leaderboard, reference?.Name, reported, [.. ComparisonNotes.Of(leaderboard, reported, [.. ranked.Select(entry => entry.Run)], oneQuestion, oneMachine)]);
    }

    private static (ComparedRun Subject, ComparedRun Reference)[] PairsOf(ComparedRun[] ranked, ComparedRun? reference) =>
        reference is not null
            ? [.. ranked.Where(entry => entry != reference).Select(entry => (entry, reference))]
            : [.. from first in Enumerable.Range(0, ranked.Length) from second in Enumerable.Range(first + 1, ranked.Length - first - 1) select (ranked[first], ranked[second])];
}

/// <summary>Two runs held against each other. Differences: subject less reference.</summary>
/// <param name="Quality">Which is better, and how sure.</param>
/// <param name="Time">Which is faster.</param>
/// <param name="Images">Images of the subject: what a mean difference is multiplied by to be a difference of scores.</param>
internal sealed record ReportedPair(ComparedPair Quality, TimeComparison Time, int Images)
{
    /// <summary>Null where the two cannot be compared.</summary>
    public double? ScoreDifference => Quality.MeanGradeDifference * Images;
}
