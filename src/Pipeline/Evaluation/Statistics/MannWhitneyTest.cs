using MathNet.Numerics.Distributions;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Do two unpaired samples, of times say, come from one distribution? Mann and Whitney, On a test of whether one of two random variables is stochastically
/// larger than the other (1947).
/// </summary>
/// <param name="U">Pairs in which the first sample's value is larger; equal ones count half.</param>
/// <param name="P">Two-sided p-value.</param>
/// <param name="IsExact">By counting arrangements; otherwise by the normal approximation with correction for ties and continuity.</param>
internal readonly record struct MannWhitneyTest(double U, double P, bool IsExact)
{
    private const int LargestExactProduct = 10_000;

    /// <summary>Exact without ties, up to a product of sample sizes of 10,000; beyond, the approximation is good to all digits that matter.</summary>
    public static MannWhitneyTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second.Count, 1);
        double u = first.Sum(a => second.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));
        double larger = Math.Max(u, (double)first.Count * second.Count - u);
        int[] ties = [.. first.Concat(second).CountBy(value => value).Select(tie => tie.Value)];
        return ties.All(count => count == 1) && (long)first.Count * second.Count <= LargestExactProduct
            ? new(u, ExactP(first.Count, second.Count, (int)larger), true)
            : new(u, NormalP(first.Count, second.Count, larger, ties), false);
    }

    // chance[i, j](u): that i values of one sample are larger in u pairs than j values of the other. The largest value of all belongs to the first sample
    // with chance i / (i + j), and is then larger than all j.
    private static double ExactP(int m, int n, int larger)
    {
        double[][] row = [.. Enumerable.Repeat<double[]>([1.0], n + 1)];
        for (int i = 1; i <= m; i++)
        {
            double[][] next = new double[n + 1][];
            next[0] = [1.0];
            for (int j = 1; j <= n; j++)
                next[j] = Mix(row[j], next[j - 1], i, j);
            row = next;
        }

        return Math.Min(1, 2 * row[n].Skip(larger).Sum());
    }

    private static double[] Mix(double[] oneFewerOfFirst, double[] oneFewerOfSecond, int i, int j)
    {
        double[] chance = new double[i * j + 1];
        double share = (double)i / (i + j);
        for (int u = 0; u < oneFewerOfFirst.Length; u++)
            chance[u + j] += share * oneFewerOfFirst[u];
        for (int u = 0; u < oneFewerOfSecond.Length; u++)
            chance[u] += (1 - share) * oneFewerOfSecond[u];
        return chance;
    }

    private static double NormalP(double m, double n, double larger, int[] ties)
    {
        double all = m + n;
        double tied = ties.Sum(count => Math.Pow(count, 3) - count);
        double variance = m * n / 12 * (all + 1 - tied / (all * (all - 1)));
        return variance <= 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -(larger - m * n / 2 - 0.5) / Math.Sqrt(variance)));
    }
}
