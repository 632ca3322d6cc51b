using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Truth against first answer; a cell leads to its images.</summary>
internal static class ConfusionSection
{
    /// <summary>A table of more classes than this is no longer read cell by cell; then a map and the list of mistakes take its place.</summary>
    private const int MostInTable = 40;

    private const int ListedPairs = 100;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        var cells = MatrixCells.Of(run.Quality.Confusion);
        string left = cells.Rows.Count < run.Quality.Confusion.Truths.Count || cells.Columns.Count < run.Quality.Confusion.Answers.Count
            ? $" Classes that neither occur nor were answered are left out: {Format.Count(cells.Rows.Count)} rows of {Format.Count(run.Quality.Confusion.Truths.Count)}, {Format.Count(cells.Columns.Count)} columns of {Format.Count(run.Quality.Confusion.Answers.Count)}."
            : "";
        html.Element("p", $"A row is what the image is, a column what the first answer said: {Format.Count(run.Quality.Answers)} answers. Rates are shares of the row. A cell leads to its images.{left}");
        if (cells.Rows.Count <= MostInTable && cells.Columns.Count <= MostInTable + 1)
        {
            Choice(html);
            Table(html, cells);
        }
        else
        {
            ConfusionMap.Of(cells).WriteFigure(html);
        }

        Mistakes(html, cells);
    }

    /// <summary>Anchor of a cell's images.</summary>
    public static string Anchor(int truth, int column) => $"cell-{Format.Count(truth)}-{Format.Count(column)}";

    private static void Choice(HtmlWriter html)
    {
        using (html.Open("fieldset", ("class", "choice")))
        {
            html.Element("legend", "Cells show");
            foreach (var (id, name, isChosen) in new[] { ("show-counts", "counts", true), ("show-rates", "rates in %", false) })
            {
                using (html.Open("label"))
                {
                    html.Void("input", ("type", "radio"), ("name", "cells"), ("id", id), ("checked", isChosen));
                    html.Text(name);
                }
            }
        }
    }

    private static void Table(HtmlWriter html, MatrixCells cells)
    {
        using (html.Open("div", ("class", "scroll"), ("tabindex", 0), ("role", "region"), ("aria-label", "Confusion matrix")))
        using (html.Open("table", ("class", "matrix")))
        {
            html.Element("caption", "Confusion matrix: rows are truths, columns are first answers", ("class", "silent"));
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                html.Element("td", null);
                foreach (int column in cells.Columns)
                {
                    using (html.Open("th", ("scope", "col")))
                    {
                        html.Element("div", cells.Matrix.Answers[column], ("class", "up"), ("title", cells.Matrix.Answers[column]));
                    }
                }

                using (html.Open("th", ("scope", "col")))
                {
                    html.Element("div", "answers", ("class", "up"));
                }
            }

            using (html.Open("tbody"))
            {
                foreach (int row in cells.Rows)
                {
                    Row(html, cells, row);
                }
            }
        }
    }

    private static void Row(HtmlWriter html, MatrixCells cells, int row)
    {
        using (html.Open("tr"))
        {
            html.Element("th", cells.Matrix.Truths[row], ("scope", "row"), ("title", cells.Matrix.Truths[row]));
            int support = cells.Matrix.Support(row);
            foreach (int column in cells.Columns)
            {
                int count = cells.Matrix.Counts[row][column];
                using (html.Open("td", ("class", count == 0 ? null : Shade(count, support, row == column))))
                {
                    if (count > 0)
                    {
                        Cell(html, cells, row, column);
                    }
                }
            }

            html.Element("td", Format.Count(support), ("class", "total"));
        }
    }

    private static void Cell(HtmlWriter html, MatrixCells cells, int row, int column)
    {
        int count = cells.Matrix.Counts[row][column], support = cells.Matrix.Support(row);
        using (html.Open("a", ("href", $"#{Anchor(row, column)}"), ("title", cells.Words(row, column)), ("aria-label", cells.Words(row, column))))
        {
            html.Element("span", Format.Count(count), ("class", "count"));
            html.Element("span", Format.WholePoints(100.0 * count / support), ("class", "rate"));
        }
    }

    private static string Shade(int count, int support, bool isRight) =>
        $"{(isRight ? 'r' : 'w')}{Format.Count(Math.Clamp((int)Math.Ceiling(4.0 * count / support), 1, 4))}";

    private static void Mistakes(HtmlWriter html, MatrixCells cells)
    {
        var all = cells.Mistakes().ToArray();
        if (all.Length == 0)
        {
            html.Element("p", "No first answer was wrong.");
            return;
        }

        html.Element("h3", "Most frequent mistakes");
        string shown = all.Length > ListedPairs ? $"; the first {Format.Count(ListedPairs)} of {Format.Count(all.Length)} pairs" : "";
        HtmlTable.Write(
            html, $"Wrong first answers ({Format.Count(all.Sum(pair => pair.Count))} answers{shown})",
            [new("truth"), new("was taken for"), new("answers", true), new("of the truth's answers", true)],
            all.Take(ListedPairs).Select(pair => (IReadOnlyList<HtmlCell>)
            [
                cells.Matrix.Truths[pair.Row], cells.Matrix.Answers[pair.Column],
                new HtmlCell(Format.Count(pair.Count), pair.Count, Href: $"#{Anchor(pair.Row, pair.Column)}"), HtmlCell.OfShare((double)pair.Count / cells.Matrix.Support(pair.Row)),
            ]),
            sortable: true);
    }
}
