using Pipeline.Evaluation;

namespace Pipeline.Reporting.Charts;

/// <summary>The score with its interval on the scale of what can be reached, and what guessing would get.</summary>
internal static class ScoreChart
{
    public static Chart Of(QualityReport quality)
    {
        string score = $"{Format.Points(quality.Score)} of {Format.Count(quality.MaxScore)} points";
        string interval = $"95 % interval {Format.WholePoints(quality.ScoreInterval.Low)} to {Format.WholePoints(quality.ScoreInterval.High)}";
        string guessing = $"guessing {Format.Points(quality.GuessingScore)}";
        return new Chart("score", "Score with its interval", $"{score}; {interval}; {guessing}.", 560, 96, html =>
        {
            var plot = new Plot(html, new Scale(0, quality.MaxScore, 20, 540), new Scale(0, 1, 54, 10));
            double middle = plot.Y.At(0.5);
            plot.Box("track", plot.X.From, middle - 7, plot.X.To - plot.X.From, 14);
            plot.Box("interval", plot.X.At(quality.ScoreInterval.Low), middle - 7, plot.X.At(quality.ScoreInterval.High) - plot.X.At(quality.ScoreInterval.Low), 14, interval);
            plot.Line("guess", plot.X.At(quality.GuessingScore), middle - 14, plot.X.At(quality.GuessingScore), middle + 14);
            plot.Text("guessing", plot.X.At(quality.GuessingScore), middle - 18, Anchor(quality.GuessingScore / quality.MaxScore));
            plot.Dot("point s1", plot.X.At(quality.Score), middle, 6, score);
            plot.BottomAxis($"score in points; 10 per image, {Format.Count(quality.Images)} images", Format.Points);
        });
    }

    private static string Anchor(double share) => share < 0.05 ? "start" : share > 0.95 ? "end" : "middle";
}
