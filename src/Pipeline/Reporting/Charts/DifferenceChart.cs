using Pipeline.Evaluation.Comparisons;

namespace Pipeline.Reporting.Charts;

/// <summary>Each configuration's difference from the baseline with its interval: what lies across the line at zero is not told apart by it.</summary>
internal static class DifferenceChart
{
    private const int Most = 60;

    /// <returns>Null where no pair has an interval, or there are too many to draw.</returns>
    public static Chart? Of(ComparisonReport report)
    {
        ReportedPair[] pairs = [.. report.Pairs.Where(pair => pair.Quality.Paired?.Images.MeanGradeDifferenceInterval is not null)];
        if (pairs.Length is 0 or > Most || report.Baseline is null)
        {
            return null;
        }

        const double Row = 24, Left = 240, Right = 640;
        const int LongestLabel = 34;
        int common = Prose.CommonStart([.. report.Leaderboard.Select(row => row.Name)]).Length;
        string description = string.Join("; ", pairs.Select(Words)) + ".";
        return new Chart("differences", $"Difference of the score from {report.Baseline}, with 95 % intervals of each pair on its own", description, 670, (Row * pairs.Length) + 60, html =>
        {
            var ends = pairs.SelectMany(pair => new[] { 0, Low(pair), High(pair) });
            var plot = new Plot(html, Scale.Over(ends, Left, Right), new Scale(0, 1, (Row * pairs.Length) + 14, 8));
            foreach (double tick in plot.X.Ticks())
            {
                plot.Line("grid", plot.X.At(tick), plot.Y.From, plot.X.At(tick), plot.Y.To);
            }

            plot.Line("guess", plot.X.At(0), plot.Y.From, plot.X.At(0), plot.Y.To);
            foreach (var (i, pair) in pairs.Index())
            {
                double y = 22 + (i * Row);
                bool told = pair.Quality.Verdict is Verdict.Better or Verdict.Worse;
                string name = pair.Quality.Subject[common..];
                plot.Text(name.Length <= LongestLabel ? name : name[..(LongestLabel - 1)] + "\u2026", Left - 10, y + 4, "end");
                plot.Line(told ? "whisker s2" : "whisker", plot.X.At(Low(pair)), y, plot.X.At(High(pair)), y);
                plot.Dot(told ? "point s2" : "point s1", plot.X.At(pair.ScoreDifference!.Value), y, 5.5, Words(pair));
            }

            plot.BottomAxis("points of the score; orange: better or worse after correction", value => (value > 0 ? "+" : "") + Format.Points(value));
        });
    }

    private static double Low(ReportedPair pair) => pair.Quality.Paired!.Images.MeanGradeDifferenceInterval!.Value.Low * pair.Images;

    private static double High(ReportedPair pair) => pair.Quality.Paired!.Images.MeanGradeDifferenceInterval!.Value.High * pair.Images;

    private static string Words(ReportedPair pair) =>
        $"{pair.Quality.Subject}: {VerdictWords.Of(pair.Quality)}, difference {Format.Points(pair.ScoreDifference)} ({Format.WholePoints(Low(pair))} to {Format.WholePoints(High(pair))})";
}
