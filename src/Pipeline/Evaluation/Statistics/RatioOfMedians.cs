namespace Pipeline.Evaluation.Statistics;

/// <summary>How many times as long one way takes as another, on the same images.</summary>
/// <param name="Ratio">Median of the first over median of the second.</param>
/// <param name="Interval">Percentile bootstrap over the images; Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.</param>
internal readonly record struct RatioOfMedians(double Ratio, Interval Interval)
{
    private const int Draws = 10_000;

    /// <param name="first">One time per image, positive.</param>
    /// <param name="second">The same images in the same order: an image that is slow to decode is slow for both, and is drawn for both.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    public static RatioOfMedians Of(IReadOnlyList<double> first, IReadOnlyList<double> second, int seed, double confidence = 0.95)
    {
        if (first.Count == 0 || first.Count != second.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} times do not make pairs.", nameof(second));
        if (!first.Concat(second).All(time => time > 0 && double.IsFinite(time)))
            throw new ArgumentException("A time is not positive.", nameof(first));

        var random = new Xoshiro256((ulong)seed);
        double[] ratios = new double[Draws];
        double[] a = new double[first.Count], b = new double[first.Count];
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int i = 0; i < a.Length; i++)
            {
                int drawn = random.NextInt(a.Length);
                (a[i], b[i]) = (first[drawn], second[drawn]);
            }

            Array.Sort(a);
            Array.Sort(b);
            ratios[draw] = Percentiles.OfSorted(a, 50) / Percentiles.OfSorted(b, 50);
        }

        Array.Sort(ratios);
        double ratio = Percentiles.Median(first) / Percentiles.Median(second);
        double tail = 50 * (1 - confidence);
        return new(ratio, new Interval(Percentiles.OfSorted(ratios, tail), Percentiles.OfSorted(ratios, 100 - tail)).Around(ratio));
    }
}
