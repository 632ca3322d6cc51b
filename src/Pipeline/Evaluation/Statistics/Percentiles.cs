namespace Pipeline.Evaluation.Statistics;

/// <summary>Percentiles by linear interpolation between the closest ranks: type 7 of Hyndman and Fan (1996), the default of numpy and R.</summary>
internal static class Percentiles
{
    /// <param name="values">At least one, in any order, finite.</param>
    /// <param name="percent">0..100.</param>
    public static double Of(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, percent);
    }

    /// <param name="sorted">At least one, ascending, finite.</param>
    /// <param name="percent">0..100.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sorted.Length, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        double rank = percent / 100 * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        double fraction = rank - below;
        // Never beyond its neighbours, whatever the rounding.
        return Math.Min(sorted[below] + (sorted[above] - sorted[below]) * fraction, sorted[above]);
    }

    public static double Median(IEnumerable<double> values) => Of(values, 50);
}
