using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Do two classifiers err equally often on the same images? Only the images that one alone gets right speak. Q. McNemar, Note on the sampling error of the
/// difference between correlated proportions (1947), in its exact form: the binomial, without approximation or continuity correction.
/// </summary>
internal static class McNemar
{
    /// <param name="onlyFirst">Images that the first alone gets right.</param>
    /// <param name="onlySecond">Images that the second alone gets right.</param>
    /// <returns>The two-sided p-value; 1 without such images.</returns>
    public static double ExactP(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        int discordant = onlyFirst + onlySecond;
        return discordant == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, discordant, Math.Min(onlyFirst, onlySecond)));
    }
}
