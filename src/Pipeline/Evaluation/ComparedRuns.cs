using System.Text.Json.Serialization;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>One pair out of a family of comparisons, its p-values corrected for how many there are.</summary>
/// <param name="First">Name of the first run.</param>
/// <param name="Second">Name of the second run.</param>
/// <param name="Comparison">The pair on its own.</param>
/// <param name="GradeP">Of the grades, after Holm over the family.</param>
/// <param name="Top1P">Of top-1, after Holm over the family.</param>
/// <param name="Verdict">From the grades, at the level 0.05.</param>
internal sealed record ComparedRuns(string First, string Second, PairedComparison Comparison, double GradeP, double Top1P, Verdict Verdict)
{
    private const double Level = 0.05;

    /// <summary>Every run against every later one.</summary>
    /// <exception cref="PipelineException">Two runs held out different images.</exception>
    public static IReadOnlyList<ComparedRuns> AllPairs(IReadOnlyList<(string Name, IReadOnlyList<ImageOutcome> Images)> runs, int seed) =>
        Of(runs, Enumerable.Range(0, runs.Count).SelectMany(first => Enumerable.Range(first + 1, runs.Count - first - 1).Select(second => (first, second))), seed);

    /// <summary>The first run, the baseline, against every other: fewer comparisons, hence a milder correction.</summary>
    /// <exception cref="PipelineException">Two runs held out different images.</exception>
    public static IReadOnlyList<ComparedRuns> AgainstFirst(IReadOnlyList<(string Name, IReadOnlyList<ImageOutcome> Images)> runs, int seed) =>
        Of(runs, Enumerable.Range(1, Math.Max(0, runs.Count - 1)).Select(second => (0, second)), seed);

    private static IReadOnlyList<ComparedRuns> Of(
        IReadOnlyList<(string Name, IReadOnlyList<ImageOutcome> Images)> runs, IEnumerable<(int First, int Second)> family, int seed)
    {
        (int First, int Second)[] pairs = [.. family];
        PairedComparison[] comparisons = [.. pairs.Select(pair => PairedComparison.Of(runs[pair.First].Images, runs[pair.Second].Images, seed))];
        double[] grades = Holm.Adjust([.. comparisons.Select(comparison => comparison.Grades.P)]);
        double[] top1 = Holm.Adjust([.. comparisons.Select(comparison => comparison.Top1.P)]);
        return
        [
            .. comparisons.Select((comparison, i) => new ComparedRuns(
                runs[pairs[i].First].Name, runs[pairs[i].Second].Name, comparison, grades[i], top1[i], Judge(comparison.MeanGradeDifference, grades[i]))),
        ];
    }

    private static Verdict Judge(double difference, double p) =>
        p >= Level ? Verdict.NotDistinguishable : difference > 0 ? Verdict.FirstBetter : Verdict.SecondBetter;
}

/// <summary>What a comparison shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>These images do not tell the two apart; that is no proof that they are equal.</summary>
    NotDistinguishable,

    FirstBetter,

    SecondBetter,
}
