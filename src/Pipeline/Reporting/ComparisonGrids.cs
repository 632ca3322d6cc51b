using System.Globalization;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Reporting;

/// <summary>A comparison as rows and columns for people.</summary>
internal static class ComparisonGrids
{
    public static ReportGrid Leaderboard(ComparisonReport report)
    {
        bool pareto = report.Leaderboard.Any(row => row.OnParetoFront is not null);
        return new(
            [
                new("configuration", false), .. report.VaryingKeys.Select(key => new GridColumn(key, false)),
                new("score"), GridColumn.Interval, new("top-1"), GridColumn.Interval, new("training"), new("inference"), new("size"), .. pareto ? [new GridColumn("Pareto", false)] : Array.Empty<GridColumn>(),
            ],
            [.. report.Leaderboard.Select(row => Cells(row, pareto))]);
    }

    public static ReportGrid Verdicts(ComparisonReport report)
    {
        bool mcNemar = report.Pairs.Any(pair => pair.Quality.Paired?.McNemarP is not null);
        bool retrained = report.Pairs.Any(pair => pair.Quality.Paired?.Retrained is not null);
        return new(
            [
                .. PairColumns(report), new("verdict", false), new("difference"), GridColumn.Interval, new("p"),
                .. mcNemar ? [new GridColumn("McNemar p")] : Array.Empty<GridColumn>(), .. retrained ? [new GridColumn("retrained p")] : Array.Empty<GridColumn>(),
                new("would tell"), new("inference time", false),
            ],
            [
                .. report.Pairs.Select(pair => (IReadOnlyList<string>)
                [
                    .. PairCells(report, pair), VerdictWords.Of(pair.Quality), Difference(pair), Interval(pair), P(pair.Quality.AdjustedP),
                    .. mcNemar ? [P(pair.Quality.Paired?.McNemarP)] : Array.Empty<string>(), .. retrained ? [P(pair.Quality.AdjustedRetrainedP)] : Array.Empty<string>(),
                    VerdictWords.WouldTell(pair.Quality), VerdictWords.Of(pair.Time),
                ]),
            ]);
    }

    /// <summary>Of the pairs on the same images; null where there is none.</summary>
    public static ReportGrid? Agreements(ComparisonReport report) =>
        report.Pairs.Any(pair => pair.Quality.Paired is not null)
            ? new(
                [.. PairColumns(report), new("both right"), new(report.Baseline is null ? "only the first" : "only it"), new(report.Baseline is null ? "only the second" : "only the baseline"), new("both wrong")],
                [.. report.Pairs.Where(pair => pair.Quality.Paired is not null).Select(pair => (IReadOnlyList<string>)[.. PairCells(report, pair), .. Counts(pair.Quality.Paired!.Agreement)])])
            : null;

    private static IReadOnlyList<string> Cells(LeaderboardRow row, bool pareto)
    {
        var quality = row.Run.Metrics.Quality;
        return
        [
            row.Name, .. row.Settings,
            $"{Format.Points(quality.Score)} of {Format.Count(quality.MaxScore)}", Range(quality.ScoreInterval, Format.WholePoints),
            Format.Percent(quality.Top1), Range(quality.Top1Interval, Format.PercentNumber),
            row.TrainingMs is { } training ? Format.Milliseconds(training) : "none",
            row.InferenceMs is { } inference ? Format.Milliseconds(inference) : "not timed",
            row.ModelBytes is { } bytes ? Format.Bytes(bytes) : "-",
            .. pareto ? [row.OnParetoFront == true ? "yes" : ""] : Array.Empty<string>(),
        ];
    }

    private static GridColumn[] PairColumns(ComparisonReport report) =>
        report.Baseline is null ? [new("first", false), new("second", false)] : [new("configuration", false)];

    private static string[] PairCells(ComparisonReport report, ReportedPair pair) =>
        report.Baseline is null ? [pair.Quality.Subject, pair.Quality.Reference] : [pair.Quality.Subject];

    private static string[] Counts(Agreement agreement) =>
        [.. new[] { agreement.BothRight, agreement.OnlySubject, agreement.OnlyReference, agreement.BothWrong }.Select(images => Format.Count(images.Count))];

    private static string Difference(ReportedPair pair) => pair.ScoreDifference is { } difference ? Signed(difference) : "-";

    private static string Interval(ReportedPair pair) =>
        pair.Quality.Paired?.Images.MeanGradeDifferenceInterval is { } interval ? $"{SignedWhole(interval.Low * pair.Images)} to {SignedWhole(interval.High * pair.Images)}" : "-";

    private static string SignedWhole(double points) => (Math.Round(points, MidpointRounding.AwayFromZero) > 0 ? "+" : "") + Format.WholePoints(points);

    private static string Signed(double points) => (points > 0 ? "+" : "") + Format.Points(Math.Round(points, 1) + 0.0);

    private static string Range(Interval interval, Func<double, string> format) => $"{format(interval.Low)}-{format(interval.High)}";

    private static string P(double? p) => p switch
    {
        null => "-",
        < 0.0001 => "<0.0001",
        < 0.01 => p.Value.ToString("F4", CultureInfo.InvariantCulture),
        _ => p.Value.ToString("F3", CultureInfo.InvariantCulture),
    };
}
