using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// A ratio of medians from several starts of the program. Where memory lies, what the compiler does and what else is at work differ from start to start
/// (Kalibera and Jones, Rigorous benchmarking in reasonable time, 2013), and a few starts are too few to resample. So the starts give an interval by
/// Student's t, the images one by bootstrap, and the squares of their half widths are added (Zou and Donner, Construction of confidence limits about
/// effect measures, 2008): where the starts hardly differ, the images decide, and the other way round.
/// </summary>
internal static class RatioOverLaunches
{
    private const int Draws = 1_000;

    /// <param name="first">Per start one time per image, positive.</param>
    /// <param name="second">The same images in the same order.</param>
    /// <param name="together">Whether the i-th start of the first was also that of the second: what it did to both cancels out.</param>
    /// <param name="seed">Seed of the bootstrap over the images.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    /// <returns>Over the images alone where one of the two had one start.</returns>
    public static RatioOfMedians Of(
        IReadOnlyList<IReadOnlyList<double>> first, IReadOnlyList<IReadOnlyList<double>> second, bool together, int seed, double confidence = 0.95)
    {
        if (first.Count < 2 || second.Count < 2)
            return RatioOfMedians.Of(OfAllStarts(first), OfAllStarts(second), seed, confidence);

        double[] a = LogMedians(first), b = LogMedians(second);
        double starts = together && a.Length == b.Length
            ? HalfWidth([Spread.OfMean([.. a.Zip(b, (one, other) => one - other)])], confidence)
            : HalfWidth([Spread.OfMean(a), Spread.OfMean(b)], confidence);
        double[] drawn = [.. new ImageResampling(first, second).Draw(Draws, seed).Select(ratio => Math.Log(ratio))];
        double images = HalfWidth([new Spread(Variance(drawn), first[0].Count - 1)], confidence);
        double ratio = Math.Exp(a.Average() - b.Average()), half = double.Hypot(starts, images);
        return new(ratio, new Interval(ratio * Math.Exp(-half), ratio * Math.Exp(half)), Math.Min(a.Length, b.Length));
    }

    /// <summary>Of two means that were not measured together, the degrees of freedom are Welch's (1947).</summary>
    private static double HalfWidth(Spread[] means, double confidence)
    {
        double variance = means.Sum(mean => mean.Variance);
        return variance == 0 ? 0 : StudentT.InvCDF(0, 1, variance * variance / means.Sum(mean => mean.Variance * mean.Variance / mean.Degrees), (1 + confidence) / 2) * Math.Sqrt(variance);
    }

    private static double[] LogMedians(IReadOnlyList<IReadOnlyList<double>> starts) => [.. starts.Select(times => Math.Log(Percentiles.Median(times)))];

    private static double[] OfAllStarts(IReadOnlyList<IReadOnlyList<double>> starts) =>
        [.. Enumerable.Range(0, starts[0].Count).Select(image => Percentiles.Median(starts.Select(times => times[image])))];

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    /// <summary>The variance of a mean of logarithms, and on how many degrees of freedom it rests.</summary>
    private readonly record struct Spread(double Variance, int Degrees)
    {
        public static Spread OfMean(double[] values) => new(RatioOverLaunches.Variance(values) / values.Length, values.Length - 1);
    }
}
