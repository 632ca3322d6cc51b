using Pipeline.Artifacts;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Reporting;

/// <summary>One run on a leaderboard.</summary>
/// <param name="Rank">From 1; runs of one mean grade share a rank.</param>
/// <param name="Name">Its name in this comparison.</param>
/// <param name="Run">What it has stored.</param>
/// <param name="Settings">Its values of the keys that vary; empty where it has no such key.</param>
/// <param name="TrainingMs">Features from cold and one fit; null for a head that learns nothing.</param>
/// <param name="InferenceMs">Median from file to top 3; null where it was not timed.</param>
/// <param name="InferenceInterval">95 % interval of that median; null where its times do not give one.</param>
/// <param name="OnParetoFront">Whether no other run is as good and as fast, and better in one of the two; null where that cannot be said.</param>
internal sealed record LeaderboardRow(
    int Rank, string Name, FinishedRun Run, IReadOnlyList<string> Settings, double? TrainingMs, double? InferenceMs, Interval? InferenceInterval, bool? OnParetoFront)
{
    /// <summary>Network and head; null in runs that did not store it.</summary>
    public long? ModelBytes => Run.Record.Size is { } size ? size.BackboneBytes + size.HeadBytes : null;

    /// <param name="ranked">Best mean grade first.</param>
    /// <param name="keys">The keys that vary.</param>
    /// <param name="comparable">Whether all scores and all times may be held against one another.</param>
    /// <param name="times">What was measured.</param>
    public static IReadOnlyList<LeaderboardRow> Of(IReadOnlyList<ComparedRun> ranked, IReadOnlyList<string> keys, bool comparable, TimeTable times)
    {
        HashSet<int> front = comparable ? [.. ParetoFront.Of([.. ranked.Select(entry => (entry.MeanGrade, Inference(entry.Run)))])] : [];
        return
        [
            .. ranked.Select((entry, i) => new LeaderboardRow(
                1 + ranked.Count(other => other.MeanGrade > entry.MeanGrade), entry.Name, entry.Run,
                [.. keys.Select(key => entry.Settings.Values.GetValueOrDefault(key, ""))],
                entry.Run.Record.Training.FitMs is { } fit ? entry.Run.Record.Training.FeaturesMs + fit : null,
                Inference(entry.Run), Inference(entry.Run) is { } ms ? times.IntervalOf(entry.Times, ms) : null, comparable && Inference(entry.Run) is not null ? front.Contains(i) : null)),
        ];
    }

    private static double? Inference(FinishedRun run) => run.Record.Latency?.Total.MedianMs;
}
