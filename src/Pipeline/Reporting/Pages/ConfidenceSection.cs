using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Whether probabilities mean what they say.</summary>
internal static class ConfidenceSection
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        if (run.Quality.Calibration is not { } calibration)
        {
            html.Element("p", run.AreProbabilities
                ? "Not measured: the answers are not the labels themselves, so the probability of a single class cannot be held against them."
                : "Not measured: the scores of this head are no probabilities.");
            return;
        }

        using (html.Open("div", ("class", "figures")))
        {
            ReliabilityChart.Of(calibration).WriteFigure(html);
            HtmlTable.Write(
                html, $"Calibration of {Format.Count(run.Quality.Answers)} answers", [new("figure"), new("value", true), new("what it is")],
                [
                    ["log-loss", Format.Three(calibration.LogLoss), $"nats; 0 is perfect, {Format.Three(Math.Log(run.Record.Data.Classes.Count))} is knowing nothing"],
                    ["Brier score", Format.Three(calibration.Brier), "0 to 2, less is better"],
                    ["calibration error", Format.Three(calibration.ExpectedCalibrationError), "expected (ECE), 15 equal bins: mean distance of confidence from accuracy, 0 to 1"],
                ]);
        }
    }
}
