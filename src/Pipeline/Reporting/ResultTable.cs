using Pipeline.Artifacts;
using Pipeline.Evaluation;
using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>Finished runs side by side, one row each.</summary>
internal static class ResultTable
{
    /// <param name="runs">One row each, in this order.</param>
    /// <param name="name">What a row is called; the experiment's name when absent.</param>
    public static Table Of(IReadOnlyList<FinishedRun> runs, Func<FinishedRun, string>? name = null)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("configuration")
            .AddColumn(new TableColumn("training").RightAligned())
            .AddColumn(new TableColumn("inference").RightAligned())
            .AddColumn(new TableColumn("score").RightAligned())
            .AddColumn(new TableColumn("95 %").RightAligned())
            .AddColumn(new TableColumn("guessing").RightAligned())
            .AddColumn(new TableColumn("top-1").RightAligned())
            .AddColumn(new TableColumn("95 %").RightAligned());
        foreach (var run in runs)
        {
            var quality = run.Metrics.Quality;
            table.AddRow(
                Markup.Escape(name is null ? run.Record.Name : name(run)),
                TrainingTime(run),
                run.Record.Latency is { } latency ? $"{Format.Milliseconds(latency.Total.MedianMs)}" : "not timed",
                $"{Format.Points(quality.Score)} of {quality.MaxScore}",
                $"{Format.WholePoints(quality.ScoreInterval.Low)}-{Format.WholePoints(quality.ScoreInterval.High)}",
                Format.WholePoints(quality.GuessingScore),
                Format.Percent(quality.Top1),
                $"{Format.PercentNumber(quality.Top1Interval.Low)}-{Format.Percent(quality.Top1Interval.High)}");
        }

        return table;
    }

    /// <summary>Each class on its own.</summary>
    public static Table PerClass(QualityReport quality)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("class");
        foreach (string column in new[] { "answers", "mean grade", "precision", "recall", "F1" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var label in quality.Classes)
        {
            table.AddRow(Markup.Escape(label.Label), Format.Count(label.Support), Format.Points(label.MeanGrade), Format.Percent(label.Precision), Format.Percent(label.Recall), Format.Percent(label.F1));
        }

        return table;
    }

    private static string TrainingTime(FinishedRun run) => run.Record.Training.FitMs is { } fit ? Format.Milliseconds(run.Record.Training.FeaturesMs + fit) : "none";
}
