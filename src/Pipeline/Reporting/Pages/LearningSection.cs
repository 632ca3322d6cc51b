using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>How the heads of the folds learnt.</summary>
internal static class LearningSection
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        if (Charts(run).ToArray() is not { Length: > 0 } charts)
        {
            html.Element("p", $"There are no curves: a head of the kind '{run.Record.HeadKind}' does not learn in epochs.");
            return;
        }

        using (html.Open("div", ("class", "figures")))
        {
            foreach (var chart in charts)
            {
                chart.WriteFigure(html);
            }
        }

        html.Element("p", $"One line per fold and repeat; the raw numbers are in {Artifacts.RunFiles.Curves}.", ("class", "note"));
    }

    public static IEnumerable<Chart> Charts(ReportedRun run)
    {
        if (run.Curves.Any(point => point.TrainingLoss is not null))
        {
            yield return CurveChart.Loss(run.Curves);
        }

        if (run.Curves.Any(point => point.TrainingAccuracy is not null))
        {
            yield return CurveChart.Accuracy(run.Curves);
        }
    }
}
