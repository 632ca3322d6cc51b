using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Equal-tailed posterior interval of the mean of grades 0, 5 and 10 under Jeffreys' prior Dirichlet(1/2, 1/2, 1/2) (H. Jeffreys, An invariant form for the
/// prior probability in estimation problems, 1946; Brown, Cai and DasGupta, Interval estimation for a binomial proportion, 2001, for its coverage in the
/// two-grade case). It has a width even where every answer earned the same.
/// </summary>
internal static class DirichletInterval
{
    private const int Nodes = 1024;

    /// <param name="none">How many answers earned 0; shares of an answer where repeats disagree.</param>
    /// <param name="half">How many earned 5.</param>
    /// <param name="full">How many earned 10.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    public static Interval OfMeanGrade(double none, double half, double full, double confidence = 0.95)
    {
        // Given the share q of fives, the tens are (1 - q) B with B ~ Beta(full, none); the mean grade is 10 (q / 2 + (1 - q) B).
        // The share itself is Beta(half, none + full): integrated over by its own quantiles, at the middles of equal steps of probability.
        double[] fives = [.. Enumerable.Range(0, Nodes).Select(node => Beta.InvCDF(half + 0.5, none + full + 1, (node + 0.5) / Nodes))];
        double Below(double share) => fives.Average(q => Beta.CDF(full + 0.5, none + 0.5, Math.Clamp((share - q / 2) / (1 - q), 0, 1)));
        return new(10 * Solve(Below, (1 - confidence) / 2), 10 * Solve(Below, (1 + confidence) / 2));
    }

    private static double Solve(Func<double, double> below, double probability)
    {
        (double low, double high) = (0, 1);
        while (high - low > 1e-7)
        {
            double middle = (low + high) / 2;
            (low, high) = below(middle) < probability ? (middle, high) : (low, middle);
        }

        // The quadrature is good for about this much, and what is beyond differs between math libraries.
        return Math.Round((low + high) / 2, 6);
    }
}
