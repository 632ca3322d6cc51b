using Pipeline.Artifacts;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Statistics;
using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>Finished runs side by side, one row each, laid out for the width at hand.</summary>
internal static class ResultTable
{
    private const int GuessingColumn = 5;

    /// <param name="runs">One row each, in this order.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="name">What a row is called; the experiment's name when absent.</param>
    public static Table Of(IReadOnlyList<FinishedRun> runs, int width, Func<FinishedRun, string>? name = null)
    {
        string[] names = [.. runs.Select(name ?? (run => run.Record.Name))];
        List<string[]> wide =
        [
            ["configuration", "training", "inference", "score", "95 %", "guessing", "top-1", "95 %"],
            .. runs.Zip(names, (run, called) => Row(called, run, Tenths)),
        ];
        if (WidthOf(wide, perColumn: 3) + 1 <= width)
        {
            return Columns(wide, TableBorder.Rounded);
        }

        // Without lines, without what every name begins with, without guessing, and intervals in whole percent: most of it fits 80 characters.
        string common = Prose.CommonStart(names);
        List<string[]> compact =
        [
            [common.Length == 0 ? "configuration" : common + "...", "training", "inference", "score", "95 %", "top-1", "95 %"],
            .. runs.Zip(names, (run, called) => Row(called[common.Length..], run, Whole).Where((_, column) => column != GuessingColumn).ToArray()),
        ];
        return WidthOf(compact, perColumn: 2) - 2 <= width ? Columns(compact, TableBorder.None) : Stacked(runs, names);
    }

    /// <summary>Each class on its own.</summary>
    public static Table PerClass(QualityReport quality) => Columns(
        [
            ["class", "answers", "mean grade", "precision", "recall", "F1"],
            .. quality.Classes.Select(label => new[]
            {
                label.Label, Format.Count(label.Support), Format.Points(label.MeanGrade), Format.Percent(label.Precision), Format.Percent(label.Recall), Format.Percent(label.F1),
            }),
        ],
        TableBorder.Rounded);

    private static string[] Row(string called, FinishedRun run, Func<Interval, string> percent)
    {
        var quality = run.Metrics.Quality;
        return
        [
            called, TrainingTime(run), InferenceTime(run), Score(quality), PointsInterval(quality), Format.WholePoints(quality.GuessingScore), Format.Percent(quality.Top1),
            percent(quality.Top1Interval),
        ];
    }

    // A few lines per run, for a terminal too narrow for columns.
    private static Table Stacked(IReadOnlyList<FinishedRun> runs, string[] names)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("");
        foreach (var (run, called) in runs.Zip(names))
        {
            var quality = run.Metrics.Quality;
            table.AddRow(Markup.Escape(called));
            table.AddRow($"  {Score(quality)} ({PointsInterval(quality)})");
            table.AddRow($"  top-1 {Format.Percent(quality.Top1)} ({Whole(quality.Top1Interval)})");
            table.AddRow($"  training {TrainingTime(run)}, inference {InferenceTime(run)}");
        }

        return table;
    }

    private static Table Columns(List<string[]> rows, TableBorder border)
    {
        var table = new Table().Border(border);
        for (int column = 0; column < rows[0].Length; column++)
        {
            var cells = new TableColumn(Markup.Escape(rows[0][column])).NoWrap();
            cells.Padding = border == TableBorder.None ? new Padding(0, 0, column == rows[0].Length - 1 ? 0 : 2, 0) : new Padding(1, 0, 1, 0);
            table.AddColumn(column == 0 ? cells : cells.RightAligned());
        }

        foreach (string[] row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    private static int WidthOf(List<string[]> rows, int perColumn) =>
        Enumerable.Range(0, rows[0].Length).Sum(column => rows.Max(row => row[column].Length) + perColumn);

    private static string Score(QualityReport quality) => $"{Format.Points(quality.Score)} of {quality.MaxScore}";

    private static string PointsInterval(QualityReport quality) => $"{Format.WholePoints(quality.ScoreInterval.Low)}-{Format.WholePoints(quality.ScoreInterval.High)}";

    private static string Tenths(Interval share) => $"{Format.PercentNumber(share.Low)}-{Format.Percent(share.High)}";

    private static string Whole(Interval share) => $"{Format.WholePoints(100 * share.Low)}-{Format.WholePoints(100 * share.High)} %";

    private static string TrainingTime(FinishedRun run) => run.Record.Training switch
    {
        { RefitsMs: [] } => "-",
        { FitMs: { } fit } training => Format.Milliseconds(training.FeaturesMs + fit),
        _ => "none",
    };

    private static string InferenceTime(FinishedRun run) => run.Record.Latency is { } latency ? Format.Milliseconds(latency.Total.MedianMs) : "-";
}
