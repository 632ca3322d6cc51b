using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>What a number of images can show when two classifiers are compared by <see cref="McNemar"/>. Exact, no approximation.</summary>
internal static class McNemarPower
{
    private const int LargestSample = 100_000;

    /// <summary>The fewest images that one alone gets right which can give p below <paramref name="alpha"/>, all on one side: 6 for 0.05.</summary>
    public static int FewestDiscordant(double alpha = 0.05)
    {
        RequireShare(alpha);
        int count = 1;
        while (McNemar.ExactP(count, 0) >= alpha)
            count++;
        return count;
    }

    /// <summary>The chance that the test gives p below <paramref name="alpha"/>, in either direction.</summary>
    /// <param name="n">Images.</param>
    /// <param name="onlyFirst">Share of all images that the first alone gets right.</param>
    /// <param name="onlySecond">Share that the second alone gets right; the two sum to at most 1.</param>
    /// <param name="alpha">Level of the test.</param>
    public static double Of(int n, double onlyFirst, double onlySecond, double alpha = 0.05)
    {
        RequireShare(alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        double discordant = onlyFirst + onlySecond;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discordant, 1);
        if (discordant == 0)
            return 0;
        // The number of discordant images is binomial; given it, so is the number on the first side.
        double power = 0;
        int rejected = -1;
        for (int d = 1; d <= n; d++)
        {
            // The largest smaller side that still rejects grows with d, by at most one.
            if (McNemar.ExactP(rejected + 1, d - rejected - 1) < alpha)
                rejected++;
            power += Binomial.PMF(discordant, n, d) * OutsideOf(rejected, d, onlyFirst / discordant);
        }

        return Math.Clamp(power, 0, 1);
    }

    /// <summary>The number of images from which on the test finds such a difference with the power asked for.</summary>
    /// <returns>Null where there is no difference to find, or none that <see cref="LargestSample"/> images find.</returns>
    public static int? SampleSize(double onlyFirst, double onlySecond, double power = 0.8, double alpha = 0.05)
    {
        RequireShare(power);
        if (onlyFirst == onlySecond)
            return null;
        int enough = 1;
        while (Of(enough, onlyFirst, onlySecond, alpha) < power)
        {
            if ((enough *= 2) > LargestSample)
                return null;
        }

        // Power all but rises with n: the test being discrete, it may dip by a hair, which the bisection does not look for.
        int low = enough / 2;
        while (enough - low > 1)
        {
            int middle = (low + enough) / 2;
            (low, enough) = Of(middle, onlyFirst, onlySecond, alpha) < power ? (middle, enough) : (low, middle);
        }

        return enough;
    }

    private static double OutsideOf(int rejected, int discordant, double share) =>
        rejected < 0 ? 0 : Binomial.CDF(share, discordant, rejected) + Binomial.CDF(1 - share, discordant, rejected);

    private static void RequireShare(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1);
    }
}
