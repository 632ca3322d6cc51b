using Pipeline.Timing;

namespace Pipeline.Reporting.Charts;

/// <summary>How the time of one prediction is spread, with the stored median and 95th percentile.</summary>
internal static class TimingHistogram
{
    private const int Bins = 30;

    /// <param name="milliseconds">One per timed prediction; at least one.</param>
    /// <param name="figures">Their stored figures.</param>
    public static Chart Of(IReadOnlyList<double> milliseconds, LatencyFigures figures)
    {
        // The slowest hundredth would squeeze all others into a few bars: it is counted in the last one.
        (double low, double high) = (milliseconds.Min(), Math.Max(figures.P99Ms, milliseconds.Min() * 1.02));
        double step = (high - low) / Bins;
        int[] counts = new int[Bins];
        foreach (double time in milliseconds)
        {
            counts[Math.Clamp((int)((time - low) / step), 0, Bins - 1)]++;
        }

        string description = $"{Format.Count(milliseconds.Count)} timed predictions from {Format.Milliseconds(milliseconds.Min())} to {Format.Milliseconds(milliseconds.Max())}; "
            + $"median {Format.Milliseconds(figures.MedianMs)}, 95th percentile {Format.Milliseconds(figures.P95Ms)}. The last bar also holds what took longer than the 99th percentile.";
        return new Chart("timing", "Time from image file to top 3", description, 476, 296, html =>
        {
            var plot = new Plot(html, new Scale(low, high, 62, 450), new Scale(0, counts.Max() * 1.05, 236, 40));
            plot.LeftAxis("predictions", Format.WholePoints, Math.Min(5, counts.Max()));
            for (int bin = 0; bin < Bins; bin++)
            {
                (double left, double right) = (plot.X.At(low + (bin * step)), plot.X.At(low + ((bin + 1) * step)));
                string tip = $"{Format.Milliseconds(low + (bin * step))} to {(bin == Bins - 1 ? "the slowest" : Format.Milliseconds(low + ((bin + 1) * step)))}: {Format.Count(counts[bin])}";
                plot.Box("bar s1", left + 0.5, plot.Y.At(counts[bin]), right - left - 1, plot.Y.From - plot.Y.At(counts[bin]), tip);
            }

            Mark(plot, "median", figures.MedianMs, 14);
            Mark(plot, "95 % within", figures.P95Ms, 30);
            plot.BottomAxis("ms from file to top 3", value => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        });
    }

    private static void Mark(Plot plot, string name, double value, double baseline)
    {
        double at = plot.X.At(value);
        plot.Line("mark", at, baseline - 10, at, plot.Y.From);
        bool end = at > (plot.X.From + plot.X.To) / 2;
        plot.Text($"{name} {Format.Milliseconds(value)}", end ? at - 4 : at + 4, baseline, end ? "end" : "start");
    }
}
