using Pipeline.Reporting.Pages;

namespace Pipeline.Reporting.Charts;

/// <summary>A confusion matrix of many classes from afar: a spot per cell that counts something, larger where the share of its row is.</summary>
internal static class ConfusionMap
{
    public static Chart Of(MatrixCells cells)
    {
        const double Side = 540, Left = 40, Top = 10;
        var (rows, columns) = (Places(cells.Rows), Places(cells.Columns));
        double step = Side / Math.Max(rows.Count, columns.Count);
        var filled = cells.Filled().ToArray();
        int wrong = filled.Where(cell => cell.Row != cell.Column).Sum(cell => cell.Count);
        string description = $"{Format.Count(rows.Count)} truths downwards, {Format.Count(columns.Count)} answers across; {Format.Count(wrong)} answers lie off the diagonal. The table below names them.";
        return new Chart("confusion", "Confusion matrix from afar: blue right, orange wrong, larger for a larger share of the row", description, Side + Left + 10, (step * rows.Count) + Top + 34, html =>
        {
            var plot = new Plot(html, new Scale(0, columns.Count, Left, Left + (step * columns.Count)), new Scale(0, rows.Count, Top + (step * rows.Count), Top));
            plot.Box("track", plot.X.From, plot.Y.To, plot.X.To - plot.X.From, plot.Y.From - plot.Y.To);
            foreach (var (row, column, count) in filled)
            {
                double radius = Math.Max(0.8, step * 0.55 * Math.Sqrt((double)count / cells.Matrix.Support(row)));
                using (html.Open("a", ("href", $"#{ConfusionSection.Anchor(row, column)}"), ("tabindex", -1)))
                {
                    plot.Dot(row == column ? "spot right" : "spot wrong", Left + ((columns[column] + 0.5) * step), Top + ((rows[row] + 0.5) * step), radius, cells.Words(row, column));
                }
            }

            html.Element("text", "first answer", ("class", "axis"), ("x", (plot.X.From + plot.X.To) / 2), ("y", plot.Y.From + 20), ("text-anchor", "middle"));
            string turn = FormattableString.Invariant($"rotate(-90 20 {(plot.Y.From + plot.Y.To) / 2:0.##})");
            html.Element("text", "truth", ("class", "axis"), ("x", 20), ("y", (plot.Y.From + plot.Y.To) / 2), ("text-anchor", "middle"), ("transform", turn));
        });
    }

    private static Dictionary<int, int> Places(IReadOnlyList<int> classes) => classes.Index().ToDictionary(each => each.Item, each => each.Index);
}
