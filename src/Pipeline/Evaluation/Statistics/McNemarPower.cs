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
        // Numbers further than ten standard deviations from its mean have a chance of less than 1e-15 together, and are left out.
        double middle = n * discordant, reach = 10 * Math.Sqrt(n * discordant * (1 - discordant)) + 10;
        int last = (int)Math.Min(n, middle + reach);
        double power = 0;
        int rejected = LargestRejected((int)Math.Max(0, middle - reach - 1), alpha);
        for (int d = (int)Math.Max(1, middle - reach); d <= last; d++)
        {
            // It grows with d, by at most one.
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
        // Power all but rises with n: the test being discrete, it may dip by a hair, which neither the steps nor the bisection look for.
        (int low, int enough) = (0, Math.Clamp(Approximate(onlyFirst, onlySecond, power, alpha), 1, LargestSample));
        while (Of(enough, onlyFirst, onlySecond, alpha) < power)
        {
            if (enough == LargestSample)
                return null;
            (low, enough) = (enough, Math.Min(LargestSample, enough + enough / 8 + 1));
        }

        for (int step = enough / 8 + 1; low == 0 && enough > 1; step *= 2)
        {
            int fewer = Math.Max(1, enough - step);
            if (Of(fewer, onlyFirst, onlySecond, alpha) < power)
                low = fewer;
            else
                enough = fewer;
        }

        while (enough - low > 1)
        {
            int middle = (low + enough) / 2;
            (low, enough) = Of(middle, onlyFirst, onlySecond, alpha) < power ? (middle, enough) : (low, middle);
        }

        return enough;
    }

    /// <summary>Where to look first. R. J. Connor, Sample size for testing differences in proportions for the paired-sample design (1987), eq. 3.1.</summary>
    private static int Approximate(double onlyFirst, double onlySecond, double power, double alpha)
    {
        double discordant = onlyFirst + onlySecond, difference = Math.Abs(onlyFirst - onlySecond);
        double root = Normal.InvCDF(0, 1, 1 - alpha / 2) * Math.Sqrt(discordant) + Normal.InvCDF(0, 1, power) * Math.Sqrt(Math.Max(0, discordant - difference * difference));
        return (int)Math.Min(LargestSample, root * root / (difference * difference));
    }

    // The largest smaller side of d discordant images that still rejects; -1 where none does.
    private static int LargestRejected(int d, double alpha)
    {
        (int rejects, int keeps) = (-1, d / 2 + 1);
        while (keeps - rejects > 1)
        {
            int middle = (rejects + keeps) / 2;
            (rejects, keeps) = McNemar.ExactP(middle, d - middle) < alpha ? (middle, keeps) : (rejects, middle);
        }

        return rejects;
    }

    private static double OutsideOf(int rejected, int discordant, double share) =>
        rejected < 0 ? 0 : Binomial.CDF(share, discordant, rejected) + Binomial.CDF(1 - share, discordant, rejected);

    private static void RequireShare(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1);
    }
}
