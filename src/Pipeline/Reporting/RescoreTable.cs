using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation.Statistics;
using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>One run under its own grading rule and under another.</summary>
internal static class RescoreTable
{
    public static Table Of(Rescored rescored)
    {
        var (quality, summary) = (rescored.Run.Metrics.Quality, rescored.Summary);
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(rescored.Run.Record.Folder)).AddColumn("rule");
        foreach (string column in new[] { "score", "95 %", "guessing" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("answers");
        table.AddRow(Row($"{rescored.Run.Metrics.Grading} (as run)", quality.Score, quality.MaxScore, quality.ScoreInterval, quality.GuessingScore, quality.Grades));
        table.AddRow(Row(KindAttribute.Of(rescored.Rule), summary.Score, summary.MaxScore, summary.ScoreInterval, summary.GuessingScore, summary.Grades));
        return table;
    }

    private static string[] Row(string rule, double score, int max, Interval interval, double guessing, IReadOnlyList<Evaluation.GradeCount> grades) =>
    [
        Markup.Escape(rule), $"{Format.Points(score)} of {Format.Count(max)}", $"{Format.WholePoints(interval.Low)}-{Format.WholePoints(interval.High)}", Format.Points(guessing),
        string.Join(", ", grades.Select(grade => $"{Format.Count(grade.Answers)} {grade.Rule}")),
    ];
}
