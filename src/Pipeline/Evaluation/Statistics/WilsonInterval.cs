using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>The score interval of a proportion. E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).</summary>
internal static class WilsonInterval
{
    /// <param name="successes">
    /// 0..n, not necessarily whole: where an image was answered in several repeats, it counts with its share of right answers. The interval then errs on
    /// the wide side, since the mean of several answers varies less than one.
    /// </param>
    /// <param name="n">Independent units: images, never images times repeats. Repeats redraw the split, they bring no new images.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    public static Interval Of(double successes, int n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        double z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        double share = successes / n;
        double centre = share + z * z / (2 * n);
        double half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        double scale = 1 + z * z / n;
        // At the ends the formula gives 0 and 1 exactly but for rounding.
        return new(successes == 0 ? 0 : (centre - half) / scale, successes == n ? 1 : (centre + half) / scale);
    }
}
