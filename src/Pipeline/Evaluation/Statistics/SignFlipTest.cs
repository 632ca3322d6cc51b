namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Could as large a mean difference come about by chance? If two classifiers are alike, each image's difference is as likely to have the other sign
/// (R. A. Fisher, The Design of Experiments, 1935, sec. 21). On right-or-wrong differences this is exactly <see cref="McNemar"/>.
/// </summary>
/// <param name="P">Two-sided p-value, never 0.</param>
/// <param name="IsExact">Over all 2^n assignments of signs; otherwise estimated from random ones.</param>
internal readonly record struct SignFlipTest(double P, bool IsExact)
{
    /// <summary>Random assignments where an exact count is out of reach; the standard error of a p of 0.05 is then 0.0007.</summary>
    public const int Draws = 100_000;

    private const int LargestDenominator = 5_000;
    private const long LargestWork = 200_000_000;

    /// <summary>Exact wherever the differences lie on a lattice that is not too fine, as means of few grades do; otherwise by random signs.</summary>
    /// <param name="differences">One per image, or one sum per group of duplicates: units whose signs may flip independently. Finite.</param>
    /// <param name="seed">Seed of the random signs.</param>
    public static SignFlipTest Of(IReadOnlyList<double> differences, int seed) =>
        OnLattice(differences) is { } steps && Work(steps) <= LargestWork ? new(ExactP(steps), true) : new(MonteCarloP(differences, seed), false);

    /// <summary>
    /// Counts assignments by their sum, image after image, instead of one by one: n passes over a table of the sums, so that any n is exact. (Pagano and
    /// Tritchler, On obtaining permutation distributions in polynomial time, JASA 78, 1983, walk the same table by its characteristic function.)
    /// </summary>
    /// <param name="differences">Whole steps of the lattice.</param>
    public static double ExactP(IReadOnlyList<int> differences)
    {
        int step = Math.Max(1, differences.Aggregate(0, (divisor, difference) => GreatestCommonDivisor(divisor, Math.Abs(difference))));
        int[] sizes = [.. differences.Select(difference => Math.Abs(difference) / step).Where(size => size > 0)];
        int total = sizes.Sum();
        int observed = Math.Abs(differences.Sum() / step);

        // chance[t]: that the sizes with a plus sum to t. The signed sum is then t - (total - t).
        double[] chance = new double[total + 1];
        chance[0] = 1;
        int reached = 0;
        foreach (int size in sizes)
        {
            reached += size;
            for (int t = reached; t >= 0; t--)
                chance[t] = 0.5 * (chance[t] + (t >= size ? chance[t - size] : 0));
        }

        return Math.Min(1, chance.Where((_, t) => Math.Abs(2 * t - total) >= observed).Sum());
    }

    /// <summary>The observed signs count as one of the draws: a p-value of 0 would claim what no number of draws can show (Phipson and Smyth 2010).</summary>
    public static double MonteCarloP(IReadOnlyList<double> differences, int seed)
    {
        double[] sizes = [.. differences.Select(Math.Abs).Where(size => size > 0)];
        // Sums that are equal but for rounding are as extreme.
        double observed = Math.Abs(differences.Sum()) - 1e-9 * sizes.Sum();
        var random = new Xoshiro256((ulong)seed);
        int asExtreme = Enumerable.Range(0, Draws).Count(_ => Math.Abs(RandomSum(sizes, random)) >= observed);
        return (asExtreme + 1.0) / (Draws + 1.0);
    }

    private static double RandomSum(double[] sizes, Xoshiro256 random)
    {
        double sum = 0;
        ulong signs = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            signs = i % 64 == 0 ? random.NextUInt64() : signs >> 1;
            sum += (signs & 1) == 0 ? sizes[i] : -sizes[i];
        }

        return sum;
    }

    // Means over r repeats are multiples of 1/r: the smallest denominator that makes every difference whole.
    private static int[]? OnLattice(IReadOnlyList<double> differences)
    {
        for (int denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            if (differences.All(difference => Math.Abs(difference * denominator - Math.Round(difference * denominator)) < 1e-7))
                return differences.Sum(difference => Math.Abs(difference)) * denominator < int.MaxValue / 2
                    ? [.. differences.Select(difference => (int)Math.Round(difference * denominator))]
                    : null;
        }

        return null;
    }

    private static long Work(int[] steps) => steps.Length * steps.Sum(step => (long)Math.Abs(step));

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
