using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// The t-test for differences over folds and repeats, whose training parts overlap: without the correction its variance is far too small. Nadeau and Bengio,
/// Inference for the generalization error (2003), eq. 9. It asks about training anew on other images, where <see cref="SignFlipTest"/> asks about the images.
/// </summary>
/// <param name="T">Null where the differences do not vary.</param>
/// <param name="DegreesOfFreedom">Differences less one.</param>
/// <param name="P">Two-sided p-value; null where the differences do not vary, but for 1 where they are all 0.</param>
internal readonly record struct CorrectedResampledTTest(double? T, int DegreesOfFreedom, double? P)
{
    /// <param name="differences">One per fold and repeat, at least two.</param>
    /// <param name="testToTraining">Held-out images per training image: 1 / (folds - 1) in k-fold.</param>
    public static CorrectedResampledTTest Of(IReadOnlyList<double> differences, double testToTraining)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(differences.Count, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testToTraining);
        int count = differences.Count;
        if (differences.All(difference => difference == differences[0]))
            return new(null, count - 1, differences[0] == 0 ? 1 : null);
        double mean = differences.Average();
        double variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (count - 1);
        double t = mean / Math.Sqrt((1.0 / count + testToTraining) * variance);
        return new(t, count - 1, Math.Min(1, 2 * StudentT.CDF(0, 1, count - 1, -Math.Abs(t))));
    }
}
