using Pipeline.Artifacts;
using Pipeline.Evaluation.Statistics;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>The runs, best first: what came of each, then only the settings in which they differ; score against time.</summary>
internal static class LeaderboardSection
{
    /// <param name="link">Address of a run's own report; null for none.</param>
    public static void Write(HtmlWriter html, ComparisonReport report, Func<FinishedRun, string?> link)
    {
        bool oneSize = report.Leaderboard.Select(row => row.Run.Metrics.Quality.Images).Distinct().Count() == 1;
        string images = oneSize ? $", {Format.Count(report.Leaderboard[0].Run.Metrics.Quality.Images)} images each" : "";
        bool pareto = report.Leaderboard.Any(row => row.OnParetoFront is not null);
        HtmlTable.Write(
            html, $"{Format.Count(report.Leaderboard.Count)} runs{images}, best mean grade first",
            [
                new("configuration"), new("rank", true), new("score", true), new("95 %", true), new("guessing", true), .. oneSize ? Array.Empty<HtmlColumn>() : [new HtmlColumn("images", true)],
                new("top-1", true), new("95 %", true), new("training", true), new("inference", true), new("size", true), .. pareto ? [new HtmlColumn("Pareto front")] : Array.Empty<HtmlColumn>(), .. report.VaryingKeys.Select(key => new HtmlColumn(key)),
            ],
            report.Leaderboard.Select(row => (IReadOnlyList<HtmlCell>)[.. Cells(row, link(row.Run), oneSize), .. pareto ? [new HtmlCell(row.OnParetoFront == true ? "yes" : "")] : Array.Empty<HtmlCell>(), .. row.Settings.Select(Setting)]),
            sortable: true);
        html.Element("p", "Score: 10 points per image, 95 % by bootstrap over the images. Top-1: share of images whose first answer is right, 95 % by Wilson. Training: features of all images from cold and one fit. Inference: median from image file to top 3, warm; the conditions are in each run's report.", ("class", "note"));
        if (ScoreTimeChart.Of(report.Leaderboard) is { } chart)
        {
            html.Element("h3", "Score against time");
            chart.WriteFigure(html);
        }
    }

    private static IEnumerable<HtmlCell> Cells(LeaderboardRow row, string? link, bool oneSize)
    {
        var quality = row.Run.Metrics.Quality;
        return
        [
            new HtmlCell(row.Name, Href: link), HtmlCell.Of(row.Rank),
            new HtmlCell($"{Format.Points(quality.Score)} of {Format.Count(quality.MaxScore)}", quality.MeanGrade), Range(quality.ScoreInterval, Format.WholePoints), HtmlCell.OfPoints(quality.GuessingScore), .. oneSize ? Array.Empty<HtmlCell>() : [HtmlCell.Of(quality.Images)],
            HtmlCell.OfShare(quality.Top1), Range(quality.Top1Interval, share => Format.PercentNumber(share)),
            row.TrainingMs is { } training ? new HtmlCell(Format.Milliseconds(training), training) : row.Run.Record.Training.RefitsMs.Count == 0 ? new HtmlCell("not timed", double.NaN) : new HtmlCell("none", 0),
            row.InferenceMs is { } inference ? new HtmlCell(Format.Milliseconds(inference), inference) : new HtmlCell("not timed", double.NaN),
            row.ModelBytes is { } bytes ? new HtmlCell(Format.Bytes(bytes), bytes) : new HtmlCell("-", double.NaN),
        ];
    }

    private static HtmlCell Setting(string value) =>
        double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? new HtmlCell(value, number) : new HtmlCell(value);

    private static HtmlCell Range(Interval interval, Func<double, string> format) => new($"{format(interval.Low)}\u2013{format(interval.High)}", interval.Low);
}
