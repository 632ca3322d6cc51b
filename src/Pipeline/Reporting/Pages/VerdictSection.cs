using Pipeline.Evaluation.Comparisons;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Which is better, and how sure: a row per pair, and where all pairs are compared, all of them at a glance.</summary>
internal static class VerdictSection
{
    private const int MostInMatrix = 40;

    public static void Write(HtmlWriter html, ComparisonReport report)
    {
        if (DifferenceChart.Of(report) is { } chart)
        {
            chart.WriteFigure(html);
        }

        if (report.Baseline is null && report.Leaderboard.Count <= MostInMatrix)
        {
            Matrix(html, report);
        }

        Grid(html, $"{ComparisonHeadings.Verdicts(report).TrimEnd(':')} ({Format.Count(report.Pairs.Count)} pairs)", ComparisonGrids.Verdicts(report));
        foreach (string line in ComparisonHeadings.Legend(report))
        {
            html.Element("p", line, ("class", "note"));
        }

        if (ComparisonGrids.Agreements(report) is { } agreements)
        {
            html.Element("h3", "Agreement");
            Grid(html, ComparisonHeadings.Agreements.TrimEnd(':'), agreements);
        }
    }

    private static void Grid(HtmlWriter html, string caption, ReportGrid grid) => HtmlTable.Write(
        html, caption, [.. grid.Columns.Select(column => new HtmlColumn(column.Name, column.IsNumber))],
        grid.Rows.Select(row => (IReadOnlyList<HtmlCell>)[.. row.Select(text => new HtmlCell(text, Css: text is "better" or "worse" ? text : null))]));

    private static void Matrix(HtmlWriter html, ComparisonReport report)
    {
        string[] names = [.. report.Leaderboard.Select(row => row.Name)];
        var pairs = report.Pairs.ToDictionary(pair => (pair.Quality.Subject, pair.Quality.Reference));
        HtmlTable.Write(
            html, "Verdict of the row's run against the column's, corrected for every pair shown",
            [new("against"), .. names.Select(name => new HtmlColumn(name))],
            names.Select(row => (IReadOnlyList<HtmlCell>)[row, .. names.Select(column => Cell(row, column, pairs))]));
    }

    private static HtmlCell Cell(string row, string column, Dictionary<(string, string), ReportedPair> pairs)
    {
        if (row == column)
        {
            return "\u2013";
        }

        bool forwards = pairs.TryGetValue((row, column), out var pair);
        pair ??= pairs[(column, row)];
        return pair.Quality.Verdict switch
        {
            Verdict.Better => Told(forwards),
            Verdict.Worse => Told(!forwards),
            Verdict.NotDistinguishable => "not told apart",
            Verdict.Refused => "no verdict",
            _ => throw new ArgumentOutOfRangeException(nameof(pairs)),
        };
    }

    private static HtmlCell Told(bool isBetter) => isBetter ? new("better", Css: "better") : new("worse", Css: "worse");
}
