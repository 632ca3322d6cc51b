namespace Pipeline.Reporting.Charts;

/// <summary>The parts of a prediction, a bar each.</summary>
internal static class PartsChart
{
    /// <param name="parts">Name and median of each.</param>
    public static Chart Of(IReadOnlyList<(string Name, double MedianMs)> parts)
    {
        const double Row = 30, Left = 76, Right = 390;
        string description = string.Join("; ", parts.Select(part => $"{part.Name} {Format.Milliseconds(part.MedianMs)}")) + ". Medians of parts do not add up to the median of the whole.";
        return new Chart("parts", "Where the time goes: median of each part", description, 476, (Row * parts.Count) + 54, html =>
        {
            var plot = new Plot(html, new Scale(0, parts.Max(part => part.MedianMs) is > 0 and var largest ? largest : 1, Left, Right), new Scale(0, 1, Row * parts.Count + 8, 4));
            foreach (var (i, (name, median)) in parts.Index())
            {
                double top = 6 + (i * Row);
                plot.Text(name, Left - 8, top + 15, "end");
                plot.Box("bar s1", Left, top, plot.X.At(median) - Left, 20);
                plot.Text(Format.Milliseconds(median), plot.X.At(median) + 6, top + 15, "start", "label strong");
            }

            plot.BottomAxis("ms, median", value => value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));
        });
    }
}
