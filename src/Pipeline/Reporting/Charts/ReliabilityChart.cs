using Pipeline.Evaluation;

namespace Pipeline.Reporting.Charts;

/// <summary>How often answers of a confidence were right, against that confidence; below, how many answers each bin holds.</summary>
internal static class ReliabilityChart
{
    public static Chart Of(CalibrationReport calibration)
    {
        ReliabilityBin[] filled = [.. calibration.Bins.Where(bin => bin.Answers > 0)];
        string description = "Per bin of the first answer's probability: " + string.Join("; ", filled.Select(Words)) + ". On the diagonal, probabilities mean what they say.";
        return new Chart("reliability", "Reliability: share right against confidence", description, 476, 380, html =>
        {
            var plot = new Plot(html, new Scale(0, 1, 62, 450), new Scale(0, 1, 250, 14));
            plot.LeftAxis("share of answers that are right", Percent);
            foreach (var bin in filled)
            {
                double top = plot.Y.At(bin.Accuracy!.Value);
                plot.Box("bar s1", plot.X.At(bin.Low) + 1, top, plot.X.At(bin.High) - plot.X.At(bin.Low) - 2, plot.Y.From - top, Words(bin));
            }

            plot.Line("ideal", plot.X.From, plot.Y.From, plot.X.To, plot.Y.To);
            plot.Text("perfectly calibrated", plot.X.At(0.03), plot.Y.At(0.93), "start");
            plot.Line("ideal", plot.X.At(0.34), plot.Y.At(0.945), plot.X.At(0.41), plot.Y.At(0.945));
            foreach (var bin in filled)
            {
                plot.Dot("point s2", plot.X.At(bin.Confidence!.Value), plot.Y.At(bin.Accuracy!.Value), 3.5, Words(bin));
            }

            plot.Line("line", plot.X.From, plot.Y.From, plot.X.To, plot.Y.From);
            Counts(new Plot(html, plot.X, new Scale(0, calibration.Bins.Max(bin => bin.Answers), 330, 268)), calibration.Bins);
        });
    }

    private static void Counts(Plot plot, IReadOnlyList<ReliabilityBin> bins)
    {
        foreach (var bin in bins)
        {
            double top = plot.Y.At(bin.Answers);
            plot.Box("bar s3", plot.X.At(bin.Low) + 1, top, plot.X.At(bin.High) - plot.X.At(bin.Low) - 2, plot.Y.From - top, Words(bin));
        }

        plot.Text("answers", plot.X.From - 4, (plot.Y.From + plot.Y.To) / 2, "end");
        plot.Text($"up to {Format.Count(bins.Max(bin => bin.Answers))}", plot.X.From + 4, plot.Y.To + 6, "start");
        plot.BottomAxis("probability of the first answer", Percent);
    }

    private static string Words(ReliabilityBin bin) =>
        $"above {Percent(bin.Low)} to {Percent(bin.High)}: {Format.Count(bin.Answers)} {(bin.Answers == 1 ? "answer" : "answers")}"
        + (bin.Answers == 0 ? "" : $", mean confidence {Format.Percent(bin.Confidence)}, right {Format.Percent(bin.Accuracy)}");

    private static string Percent(double share) => Format.WholePoints(100 * share) + " %";
}
