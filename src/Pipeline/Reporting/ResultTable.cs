using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>Finished runs side by side, one row each.</summary>
internal static class ResultTable
{
    public static Table Of(IReadOnlyList<FinishedRun> runs)
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
                Markup.Escape(run.Record.Name),
                TrainingTime(run),
                run.Record.Latency is { } latency ? $"{Format.Milliseconds(latency.Total.MedianMs)}" : "not timed",
                $"{Format.Points(quality.Score)} of {quality.MaxScore}",
                $"{Format.Points(quality.ScoreInterval.Low)}-{Format.Points(quality.ScoreInterval.High)}",
                Format.Points(quality.GuessingScore),
                Format.Percent(quality.Top1),
                $"{Format.PercentNumber(quality.Top1Interval.Low)}-{Format.Percent(quality.Top1Interval.High)}");
        }

        return table;
    }

    private static string TrainingTime(FinishedRun run) => run.Record.Training.FitMs is { } fit ? Format.Milliseconds(run.Record.Training.FeaturesMs + fit) : "none";
}

/// <summary>Numbers for people, the same under every culture.</summary>
internal static class Format
{
    /// <summary>Three significant digits, in the unit that suits.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        < 1000 => $"{Significant(milliseconds)} ms",
        < 60_000 => $"{Significant(milliseconds / 1000)} s",
        _ => $"{Significant(milliseconds / 60_000)} min",
    };

    public static string Points(double points) => points.ToString(points % 1 == 0 ? "F0" : "F1", CultureInfo.InvariantCulture);

    public static string Percent(double share) => PercentNumber(share) + " %";

    public static string PercentNumber(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " MB";

    private static string Significant(double value) => value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
