using System.Numerics.Tensors;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// <see cref="StratifiedBootstrap"/> for many means over the same groups and classes: the draws are made once, and each mean then is a sum of products.
/// Its intervals are those of the other, but for rounding.
/// </summary>
internal sealed class SharedBootstrap
{
    /// <summary>128 MB of weights: 1,600 groups. Beyond, draws are made anew for each mean.</summary>
    private const long LargestTable = 16_000_000;

    private readonly int _seed;
    private readonly Dictionary<int, double[]>? _weights;

    /// <param name="structure">Groups and classes; values do not matter.</param>
    /// <param name="seed">Seed of the draws.</param>
    public SharedBootstrap(IReadOnlyList<Observation> structure, int seed)
    {
        _seed = seed;
        var strata = StratifiedBootstrap.Stratify(structure);
        if (strata.Sum(stratum => (long)stratum.Units.Length) * StratifiedBootstrap.Draws <= LargestTable)
            _weights = Weights(strata, new Xoshiro256((ulong)seed));
    }

    /// <param name="observations">Of the structure that was given.</param>
    /// <returns>95 %; of width zero where the values within each class do not vary.</returns>
    public Interval OfMean(IReadOnlyList<Observation> observations)
    {
        if (_weights is null)
            return StratifiedBootstrap.OfMean(observations, _seed);
        double[] means = new double[StratifiedBootstrap.Draws];
        foreach (var unit in StratifiedBootstrap.Stratify(observations).SelectMany(stratum => stratum.Units).Where(unit => unit.Sum != 0))
            TensorPrimitives.MultiplyAdd(_weights[unit.Group], unit.Sum, means, means);
        Array.Sort(means);
        return new(Percentiles.OfSorted(means, 2.5), Percentiles.OfSorted(means, 97.5));
    }

    // [group][draw]: what the sum of a group's values is multiplied by. The same numbers are drawn in the same order as one mean at a time draws them.
    private static Dictionary<int, double[]> Weights(StratifiedBootstrap.Stratum[] strata, Xoshiro256 random)
    {
        var weights = strata.SelectMany(stratum => stratum.Units).ToDictionary(unit => unit.Group, _ => new double[StratifiedBootstrap.Draws]);
        double[][][] rows = [.. strata.Select(stratum => stratum.Units.Select(unit => weights[unit.Group]).ToArray())];
        for (int draw = 0; draw < StratifiedBootstrap.Draws; draw++)
        {
            foreach (var (stratum, own) in strata.Zip(rows))
            {
                int count = 0;
                for (int i = 0; i < stratum.Size; i++)
                {
                    int drawn = random.NextInt(own.Length);
                    own[drawn][draw]++;
                    count += stratum.Units[drawn].Count;
                }

                foreach (double[] row in own)
                    row[draw] *= stratum.Share / count;
            }
        }

        return weights;
    }
}
