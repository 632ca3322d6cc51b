namespace Pipeline.Evaluation.Statistics;

/// <summary>How many times as long one way takes as another, on the same images.</summary>
/// <param name="Ratio">Median of the first over median of the second.</param>
/// <param name="Interval">Of the ratio.</param>
/// <param name="Launches">Starts of the program behind it, the fewer of the two; with one, what differs from start to start is not in the interval.</param>
internal readonly record struct RatioOfMedians(double Ratio, Interval Interval, int Launches = 1)
{
    private const int Draws = 10_000;

    /// <summary>From one start of the program: a percentile bootstrap over the images. Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.</summary>
    /// <param name="first">One time per image, positive.</param>
    /// <param name="second">The same images in the same order: an image that is slow to decode is slow for both, and is drawn for both.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    public static RatioOfMedians Of(IReadOnlyList<double> first, IReadOnlyList<double> second, int seed, double confidence = 0.95)
    {
        double[] ratios = new ImageResampling([first], [second]).Draw(Draws, seed);
        Array.Sort(ratios);
        double ratio = Percentiles.Median(first) / Percentiles.Median(second);
        double tail = 50 * (1 - confidence);
        return new(ratio, new Interval(Percentiles.OfSorted(ratios, tail), Percentiles.OfSorted(ratios, 100 - tail)).Around(ratio));
    }
}
