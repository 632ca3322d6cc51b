using Pipeline.Reporting.Pages;

namespace Pipeline.Reporting.Charts;

/// <summary>A confusion matrix of many classes from afar: a spot per cell that counts something, larger where the share of its row is.</summary>
internal static class ConfusionMap
{
    private const double Side = 540, Left = 40, Top = 22;

    /// <summary>A spot of a smaller radius is not seen; where so many cells are filled that they would cover more than this share of the map, spots shrink.</summary>
    private const double SeenRadius = 1.5, MostCovered = 0.2;

    private const int LongestName = 28;

    public static Chart Of(MatrixCells cells)
    {
        var (rows, columns) = (Places(cells.Rows), Places(cells.Columns));
        double step = Side / Math.Max(rows.Count, columns.Count);
        // Mistakes last: they lie on top of the diagonal.
        var filled = cells.Filled().OrderBy(cell => cell.Row != cell.Column).ToArray();
        int wrong = filled.Where(cell => cell.Row != cell.Column).Sum(cell => cell.Count);
        string description = $"{Format.Count(rows.Count)} truths downwards, {Format.Count(columns.Count)} answers across; {Format.Count(wrong)} answers lie off the diagonal. The table below names them.";
        return new Chart("confusion", "Confusion matrix from afar: blue right, orange wrong, larger for a larger share of the row", description, Side + Left + 10, (step * rows.Count) + Top + 28, html =>
        {
            var plot = new Plot(html, new Scale(0, columns.Count, Left, Left + (step * columns.Count)), new Scale(0, rows.Count, Top + (step * rows.Count), Top));
            plot.Box("track", plot.X.From, plot.Y.To, plot.X.To - plot.X.From, plot.Y.From - plot.Y.To);
            var (least, most) = Radii(step, filled.Length);
            // Not read aloud: the list of mistakes below leads to the same images.
            using (html.Open("g", ("aria-hidden", "true")))
            {
                foreach (var (row, column, count) in filled)
                {
                    double radius = least + ((most - least) * Math.Sqrt((double)count / cells.Matrix.Support(row)));
                    using (html.Open("a", ("href", $"#{ConfusionSection.Anchor(row, column)}"), ("tabindex", -1)))
                    {
                        plot.Dot(row == column ? "spot right" : "spot wrong", Left + ((columns[column] + 0.5) * step), Top + ((rows[row] + 0.5) * step), radius, cells.Words(row, column));
                    }
                }
            }

            Axis(html, plot.X.From, plot.X.To, plot.Y.From + 16, null, "first answer", cells.Matrix.Answers[cells.Columns[0]], cells.Matrix.Answers[cells.Columns[^1]]);
            Axis(html, -plot.Y.From, -plot.Y.To, 30, "rotate(-90)", "truth", cells.Matrix.Truths[cells.Rows[^1]], cells.Matrix.Truths[cells.Rows[0]]);
        }, HasLinks: true);
    }

    /// <summary>Of the smallest and of the largest share.</summary>
    private static (double Least, double Most) Radii(double step, int spots)
    {
        double seen = Math.Min(SeenRadius, Math.Sqrt(MostCovered * Side * Side / Math.PI / spots));
        return (Math.Max(step * 0.12, seen), Math.Max(step * 0.55, 2 * seen));
    }

    // Names of a thousand classes have no room; those at the two ends say which way the order goes.
    private static void Axis(Html.HtmlWriter html, double from, double to, double baseline, string? turn, string title, string first, string last)
    {
        foreach (var (text, css, at, anchor) in new[] { (Short(first), "label", from, "start"), (title, "axis", (from + to) / 2, "middle"), (Short(last), "label", to, "end") })
        {
            html.Element("text", text, ("class", css), ("x", at), ("y", baseline), ("text-anchor", anchor), ("transform", turn));
        }
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "\u2026";

    private static Dictionary<int, int> Places(IReadOnlyList<int> classes) => classes.Index().ToDictionary(each => each.Item, each => each.Index);
}
