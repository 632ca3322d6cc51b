namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// Percentile interval of a mean, from resampled groups of duplicates within each class. Efron and Tibshirani, An Introduction to the Bootstrap (1993),
/// ch. 13. A class of m groups is drawn m - 1 times and weighted back to its size: drawn m times, a class of five would show a fifth too little variance
/// (McCarthy and Snowden, The bootstrap and finite population sampling, 1985).
/// </summary>
internal static class StratifiedBootstrap
{
    public const int Draws = 10_000;

    /// <summary>
    /// Classes of fewer groups are not resampled apart, and then all classes are one stratum: two images show too little of how a class varies. In
    /// simulation with ten classes, half of them easy, stratified intervals covered 81 % at two images per class (pooled: 98 %) and 92 % at five.
    /// </summary>
    private const int SmallestStratum = 5;

    /// <param name="observations">At least one.</param>
    /// <param name="seed">The same seed and observations give the same interval on every machine, in any order of the observations.</param>
    /// <param name="confidence">Coverage asked for, 0..1.</param>
    /// <returns>Of width zero where the values within each class do not vary: resampling then sees no doubt at all.</returns>
    public static Interval OfMean(IReadOnlyList<Observation> observations, int seed, double confidence = 0.95)
    {
        Stratum[] strata = Stratify(observations);
        var random = new Xoshiro256((ulong)seed);
        double[] means = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
            means[draw] = strata.Sum(stratum => stratum.Share * stratum.DrawMean(random));

        Array.Sort(means);
        double tail = 50 * (1 - confidence);
        return new(Percentiles.OfSorted(means, tail), Percentiles.OfSorted(means, 100 - tail));
    }

    // A group that straddles classes belongs to the first of them.
    internal static Stratum[] Stratify(IReadOnlyList<Observation> observations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations.Count, 1);
        var groups = observations
            .GroupBy(observation => observation.Group)
            .OrderBy(group => group.Key)
            .Select(group => (Stratum: group.Min(one => one.Stratum), Unit: new Unit(group.Key, group.Select(one => one.Value).Order().Sum(), group.Count())))
            .ToArray();
        var classes = groups.GroupBy(group => group.Stratum, group => group.Unit).OrderBy(stratum => stratum.Key).Select(units => units.ToArray()).ToArray();
        Unit[][] strata = classes.All(units => units.Length >= SmallestStratum) ? classes : [[.. groups.Select(group => group.Unit)]];
        return [.. strata.Select(units => new Stratum(units, (double)units.Sum(unit => unit.Count) / observations.Count))];
    }

    /// <summary>One group of duplicates.</summary>
    internal readonly record struct Unit(int Group, double Sum, int Count);

    internal sealed record Stratum(Unit[] Units, double Share)
    {
        /// <summary>How many units one resample draws.</summary>
        public int Size => Math.Max(1, Units.Length - 1);

        public double DrawMean(Xoshiro256 random)
        {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < Size; i++)
            {
                Unit unit = Units[random.NextInt(Units.Length)];
                sum += unit.Sum;
                count += unit.Count;
            }

            return sum / count;
        }
    }
}
