using Pipeline.Artifacts;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;
using Pipeline.Timing;

namespace Pipeline.Reporting.Pages;

/// <summary>The few numbers that one came for, each with its conditions, and the findings.</summary>
internal static class SummarySection
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        using (html.Open("dl", ("class", "tiles")))
        {
            var quality = run.Quality;
            Tile(html, "Score", $"{Format.Points(quality.Score)} of {Format.Count(quality.MaxScore)}",
                $"95 %: {Format.WholePoints(quality.ScoreInterval.Low)} to {Format.WholePoints(quality.ScoreInterval.High)} (bootstrap over images). Guessing would get {Format.WholePoints(quality.GuessingScore)}.");
            Tile(html, "First answer right", Format.Percent(quality.Top1),
                $"of {Format.Count(quality.Images)} images. 95 %: {Format.PercentNumber(quality.Top1Interval.Low)} to {Format.Percent(quality.Top1Interval.High)} (Wilson).");
            Tile(html, "Right among the first 3", Format.Percent(quality.Top3), $"of {Format.Count(quality.Images)} images.");
            Training(html, run);
            Inference(html, run);
        }

        ScoreChart.Of(run.Quality).WriteFigure(html);
        html.Element("p", Unit(run), ("class", "note"));
        Grades(html, run);
    }

    public static void Findings(HtmlWriter html, ReportedRun run)
    {
        if (run.Record.Findings.Count == 0)
        {
            html.Element("p", "None: no check found anything that could make these figures mislead.");
            return;
        }

        using (html.Open("ul", ("class", "findings")))
        {
            foreach (var finding in run.Record.Findings.OrderByDescending(finding => finding.Level))
            {
                using (html.Open("li", ("class", finding.Level == FindingLevel.Warning ? "warning" : null)))
                {
                    html.Element("strong", finding.Level == FindingLevel.Warning ? "Warning: " : "Note: ");
                    html.Text(finding.Message + ".");
                }
            }
        }
    }

    private static void Training(HtmlWriter html, ReportedRun run)
    {
        var training = run.Record.Training;
        if (training.FitMs is { } fit)
        {
            Tile(html, "Training time", Format.Milliseconds(training.FeaturesMs + fit),
                $"features of {Format.Count(run.Record.Data.Images)} images {Format.Milliseconds(training.FeaturesMs)} (from cold, {Cores(run)}) + one fit {Format.Milliseconds(fit)} (median of {Format.Count(training.RefitsMs.Count)}).");
        }
        else if (training.RefitsMs.Count == 0)
        {
            Tile(html, "Training time", "not timed", "Not measured yet: a sweep measures it after all of its scores.");
        }
        else
        {
            Tile(html, "Training time", "none", "The head learns nothing.");
        }
    }

    private static void Inference(HtmlWriter html, ReportedRun run)
    {
        if (run.Record.Latency is { } latency)
        {
            Tile(html, "Inference time", Format.Milliseconds(latency.Total.MedianMs),
                $"median from file to top 3, warm, {Threads(run, latency)}{Starts(latency)}; 95 % of predictions within {Format.Milliseconds(latency.Total.P95Ms)}.");
        }
        else
        {
            Tile(html, "Inference time", "not timed", TimesSection.WhyNot(run));
        }
    }

    private static string Starts(LatencyReport latency) => latency.Launches is { } launches ? $", {Format.Count(launches.Count)} starts of the program" : "";

    public static string Threads(ReportedRun run, LatencyReport latency) =>
        run.Record.Vision is not null ? "as many threads as the other program takes"
        : latency.Threads == 1 ? "1 thread in the network" : $"{Format.Count(latency.Threads)} threads in the network";

    private static string Cores(ReportedRun run) => run.Record.Environment.Cores == 1 ? "1 core" : $"{Format.Count(run.Record.Environment.Cores)} cores";

    private static string Unit(ReportedRun run)
    {
        var quality = run.Quality;
        string copies = quality.IndependentImages < quality.Images ? $" Copies of one image count once in the intervals: {Format.Count(quality.IndependentImages)} independent images." : "";
        string repeats = quality.Repeats > 1 ? $" The split was drawn {Format.Count(quality.Repeats)} times; each image's repeats are averaged first, as they bring no new images." : "";
        return $"Every image is judged by a head that has not seen it: {Format.Count(quality.Answers)} held-out answers for {Format.Count(quality.Images)} images.{repeats}{copies}";
    }

    private static void Grades(HtmlWriter html, ReportedRun run) => HtmlTable.Write(
        html, $"What gave the points, under the rule '{RunSetup.Grading(run)}' ({Format.Count(run.Quality.Answers)} answers)",
        [new("reason"), new("points each", true), new("answers", true), new("share", true)],
        run.Quality.Grades.Select(grade => (IReadOnlyList<HtmlCell>)
            [RuleWords.Of(grade.Rule), HtmlCell.Of(grade.Points), HtmlCell.Of(grade.Answers), HtmlCell.OfShare((double)grade.Answers / run.Quality.Answers)]));

    private static void Tile(HtmlWriter html, string name, string figure, string conditions)
    {
        using (html.Open("div", ("class", "tile")))
        {
            html.Element("dt", name);
            html.Element("dd", figure, ("class", "figure"));
            html.Element("dd", conditions, ("class", "under"));
        }
    }
}
