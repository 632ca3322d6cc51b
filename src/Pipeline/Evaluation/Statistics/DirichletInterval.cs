using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Equal-tailed posterior interval of the mean of grades 0, 5 and 10 under Jeffreys' prior Dirichlet(1/2, 1/2, 1/2) (H. Jeffreys, An invariant form for the
/// prior probability in estimation problems, 1946; Brown, Cai and DasGupta, Interval estimation for a binomial proportion, 2001, for its coverage in the
/// two-grade case). It has a width even where every answer earned the same.
/// </summary>
internal static class DirichletInterval
{
    private const int Nodes = 256;

    /// <param name="none">How many answers earned 0; shares of an answer where repeats disagree.</param>
    /// <param name="half">How many earned 5.</param>
    /// <param name="full">How many earned 10.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    public static Interval OfMeanGrade(double none, double half, double full, double confidence = 0.95)
    {
        // Given the share q of fives, the tens are (1 - q) B with B ~ Beta(full, none); the mean grade is 10 (q / 2 + (1 - q) B).
        // The share itself is Beta(half, none + full). It is integrated over by its quantiles at u = v^3 (10 - 15 v + 6 v^2), whose slope 30 v^2 (1 - v)^2
        // crowds the nodes at both ends, where the quantiles run away.
        double[] middles = [.. Enumerable.Range(0, Nodes).Select(node => (node + 0.5) / Nodes)];
        double[] fives = [.. middles.Select(v => Beta.InvCDF(half + 0.5, none + full + 1, v * v * v * (10 - v * (15 - 6 * v))))];
        double[] weights = [.. middles.Select(v => 30 * v * v * (1 - v) * (1 - v) / Nodes)];
        double Below(double share) =>
            fives.Zip(weights, (q, weight) => weight * Beta.CDF(full + 0.5, none + 0.5, Math.Clamp((share - q / 2) / (1 - q), 0, 1))).Sum();
        return new(10 * Solve(Below, (1 - confidence) / 2), 10 * Solve(Below, (1 + confidence) / 2));
    }

    private static double Solve(Func<double, double> below, double probability)
    {
        (double low, double high) = (0, 1);
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            (low, high) = below(middle) < probability ? (middle, high) : (low, middle);
        }

        // Good for about this much (compared with eight times the nodes), and what is beyond may differ between math libraries.
        return Math.Round((low + high) / 2, 5);
    }
}
