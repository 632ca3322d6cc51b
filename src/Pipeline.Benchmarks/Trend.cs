using MathNet.Numerics.Distributions;

namespace Pipeline.Benchmarks;

/// <summary>A straight line through points by least squares.</summary>
/// <param name="Slope">Y per X.</param>
/// <param name="HalfWidth">Of its 95 % interval by Student's t, as if the points were independent of each other.</param>
internal readonly record struct Trend(double Slope, double HalfWidth)
{
    public string Words => string.Create(Numbers.Culture, $"{Slope:+0.000;-0.000} (95 %: {Slope - HalfWidth:+0.000;-0.000} to {Slope + HalfWidth:+0.000;-0.000})");

    /// <param name="points">Three at least, at different X.</param>
    public static Trend Of(IReadOnlyCollection<(double X, double Y)> points)
    {
        double x = points.Average(point => point.X), y = points.Average(point => point.Y);
        double spread = points.Sum(point => (point.X - x) * (point.X - x));
        double slope = points.Sum(point => (point.X - x) * (point.Y - y)) / spread;
        double left = points.Sum(point => Math.Pow(point.Y - y - (slope * (point.X - x)), 2));
        int freedom = points.Count - 2;
        return new Trend(slope, StudentT.InvCDF(0, 1, freedom, 0.975) * Math.Sqrt(left / freedom / spread));
    }
}
