using CsCheck;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

public sealed class UnpairedTestsTests
{
    [Fact]
    public void Mann_Whitney_matches_scipy() =>
        Assert.All(GoldenStatistics.Of("mann_whitney_two_sided").EnumerateArray(), golden =>
        {
            MannWhitneyTest test = MannWhitneyTest.Of(golden.Numbers("a"), golden.Numbers("b"));
            Assert.True(test.IsExact);
            Assert.Equal(golden.Number("u"), test.U, 1e-9);
            Assert.Equal(golden.Number("p"), test.P, 1e-9);
        });

    [Fact]
    public void Mann_Whitney_counts_what_enumeration_counts() =>
        Gen.Shuffle(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9 }).SelectMany(values => Gen.Int[1, 8].Select(size => (values, size))).Sample(sample =>
        {
            (double[] first, double[] second) = (sample.values[..sample.size], sample.values[sample.size..]);
            double extreme = Math.Abs(U(first, second) - first.Length * second.Length / 2.0);
            double[] all = [.. Splits(sample.values, sample.size).Select(split => Math.Abs(U(split.First, split.Second) - first.Length * second.Length / 2.0))];
            Assert.Equal(all.Count(distance => distance >= extreme) / (double)all.Length, MannWhitneyTest.Of(first, second).P, 1e-12);
        }, iter: 60);

    [Fact]
    public void Exact_and_approximate_p_meet_in_large_samples()
    {
        double[] first = [.. Enumerable.Range(0, 90).Select(i => (double)(2 * i))], second = [.. Enumerable.Range(0, 90).Select(i => 2.0 * i + 25)];
        MannWhitneyTest exact = MannWhitneyTest.Of(first, second);
        MannWhitneyTest tied = MannWhitneyTest.Of([.. first, 1000, 1000], [.. second, 1000, 1000]);
        Assert.True(exact.IsExact);
        Assert.False(tied.IsExact);
        Assert.Equal(exact.P, tied.P, 0.02);
    }

    [Fact]
    public void Ties_are_corrected_for_as_in_scipy()
    {
        // scipy.stats.mannwhitneyu([1, 2, 2, 3], [2, 3, 3, 4], method="asymptotic"): U = 3, and by hand
        // variance = 16 / 12 (9 - (24 + 24) / 56) = 10.857..., z = (13 - 8 - 0.5) / sqrt(variance).
        MannWhitneyTest test = MannWhitneyTest.Of([1, 2, 2, 3], [2, 3, 3, 4]);
        Assert.Equal(3, test.U);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -4.5 / Math.Sqrt(16 / 12.0 * (9 - 48 / 56.0))), test.P, 1e-12);
        Assert.Equal(1, MannWhitneyTest.Of([5, 5], [5, 5, 5]).P);
    }

    [Fact]
    public void P_values_lie_within_0_and_1_and_do_not_depend_on_who_is_first() =>
        Gen.Select(Gen.Double[0, 10].Array[1, 15], Gen.Double[0, 10].Array[1, 15]).Sample((first, second) =>
        {
            MannWhitneyTest test = MannWhitneyTest.Of(first, second), turned = MannWhitneyTest.Of(second, first);
            Assert.InRange(test.P, 0, 1);
            Assert.Equal(test.P, turned.P, 1e-12);
            Assert.Equal((double)first.Length * second.Length, test.U + turned.U, 1e-9);
        });

    [Fact]
    public void Twice_the_time_is_a_ratio_of_two()
    {
        double[] fast = [.. Enumerable.Range(0, 50).Select(i => 20 + i * 7 % 13 / 3.0)];
        RatioOfMedians twice = RatioOfMedians.Of([.. fast.Select(time => 2 * time)], fast, 1);
        Assert.Equal((2, 2, 2), (twice.Ratio, twice.Interval.Low, twice.Interval.High));
        RatioOfMedians noisy = RatioOfMedians.Of([.. fast.Select((time, i) => time + i % 5)], fast, 1);
        Assert.InRange(noisy.Interval.Width, 0.01, 0.3);
        Assert.True(noisy.Interval.Contains(noisy.Ratio));
    }

    private static double U(double[] first, double[] second) => first.Sum(a => second.Count(b => a > b));

    private static IEnumerable<(double[] First, double[] Second)> Splits(double[] values, int size) =>
        Enumerable.Range(0, 1 << values.Length)
            .Where(mask => int.PopCount(mask) == size)
            .Select(mask => ((double[])[.. values.Where((_, i) => (mask >> i & 1) == 1)], (double[])[.. values.Where((_, i) => (mask >> i & 1) == 0)]));
}
