using Pipeline.Artifacts;

namespace Pipeline.Reporting.Charts;

/// <summary>Loss or accuracy over the epochs, a line per fold.</summary>
internal static class CurveChart
{
    /// <summary>More points than this say no more on a drawing this wide.</summary>
    private const int PointsPerLine = 200;

    public static Chart Loss(IReadOnlyList<CurvePoint> points) =>
        Of("loss", "Loss by epoch", "cross-entropy, nats", points, point => point.TrainingLoss, point => point.ValidationLoss, value => value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));

    public static Chart Accuracy(IReadOnlyList<CurvePoint> points) =>
        Of("accuracy", "Accuracy by epoch", "share right", points, point => point.TrainingAccuracy, point => point.ValidationAccuracy, value => Format.WholePoints(100 * value) + " %");

    private static Chart Of(
        string name, string title, string axis, IReadOnlyList<CurvePoint> points, Func<CurvePoint, double?> training, Func<CurvePoint, double?> validation, Func<double, string> format)
    {
        CurvePoint[][] folds = [.. points.GroupBy(point => (point.Repeat, point.Fold)).Select(Thinned)];
        double[] values = [.. points.Select(training).Concat(points.Select(validation)).OfType<double>().Where(double.IsFinite)];
        bool validated = points.Any(point => validation(point) is not null);
        string description = $"{Format.Count(folds.Length)} {(folds.Length == 1 ? "fold" : "folds")}, up to epoch {Format.Count(points.Max(point => point.Epoch))}. "
            + $"Training at the last epoch: {Range(folds.Select(fold => training(fold[^1])), format)}"
            + (validated ? $"; validation: {Range(folds.Select(fold => validation(fold[^1])), format)}." : "; no validation part was set aside.");
        return new Chart($"curve-{name}", title, description, 476, 280, html =>
        {
            var plot = new Plot(html, new Scale(0, Math.Max(1, points.Max(point => point.Epoch)), 62, 450), Scale.Over(values, 220, 26, fromZero: true));
            plot.LeftAxis(axis, format);
            foreach (var fold in folds)
            {
                Draw(plot, "curve s1", fold, training);
                Draw(plot, "curve s2 dashed", fold, validation);
            }

            plot.BottomAxis("epoch", Format.WholePoints);
            Legend(plot, validated);
        });
    }

    private static void Legend(Plot plot, bool validated)
    {
        plot.Line("curve s1", plot.X.From + 8, 12, plot.X.From + 34, 12);
        plot.Text("training, a line per fold", plot.X.From + 40, 16, "start");
        if (validated)
        {
            plot.Line("curve s2 dashed", plot.X.From + 208, 12, plot.X.From + 234, 12);
            plot.Text("validation", plot.X.From + 240, 16, "start");
        }
    }

    private static void Draw(Plot plot, string css, CurvePoint[] fold, Func<CurvePoint, double?> value)
    {
        (double X, double Y)[] line =
            [.. fold.Where(point => value(point) is { } number && double.IsFinite(number)).Select(point => (plot.X.At(point.Epoch), plot.Y.At(value(point)!.Value)))];
        if (line.Length > 0)
        {
            plot.Path(css, line);
        }
    }

    private static CurvePoint[] Thinned(IEnumerable<CurvePoint> fold)
    {
        CurvePoint[] all = [.. fold];
        int step = (all.Length + PointsPerLine - 1) / PointsPerLine;
        return [.. all.Where((_, i) => i % step == 0 || i == all.Length - 1)];
    }

    private static string Range(IEnumerable<double?> values, Func<double, string> format)
    {
        double[] all = [.. values.OfType<double>()];
        return all.Length == 0 ? "none" : all.Min() == all.Max() ? format(all[0]) : $"{format(all.Min())} to {format(all.Max())}";
    }
}
