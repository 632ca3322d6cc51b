using CsCheck;
using MathNet.Numerics.Distributions;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

public sealed class PairedTestsTests
{
    private static readonly Gen<int[]> FewGrades = Gen.Int[-2, 2].Select(step => 5 * step).Array[0, 12];

    [Fact]
    public void McNemar_matches_the_golden_numbers() =>
        Assert.All(GoldenStatistics.Of("mcnemar_exact").EnumerateArray(), golden =>
            Assert.Equal(golden.Number("p"), McNemar.ExactP(golden.Whole("only_a"), golden.Whole("only_b")), 1e-9));

    [Fact]
    public void Sign_flip_matches_the_golden_numbers() =>
        Assert.All(GoldenStatistics.Of("sign_flip_exact_two_sided").EnumerateArray(), golden =>
        {
            SignFlipTest test = SignFlipTest.Of(golden.Numbers("differences"), 1);
            Assert.True(test.IsExact);
            Assert.Equal(golden.Number("p"), test.P, 1e-9);
        });

    [Fact]
    public void Sign_flip_counts_what_enumeration_counts() =>
        FewGrades.Sample(differences => Assert.Equal(ByEnumeration(differences), SignFlipTest.ExactP(differences), 1e-12));

    [Fact]
    public void Sign_flip_of_right_and_wrong_is_McNemar() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 20]).Sample((onlyFirst, onlySecond, same) =>
        {
            int[] differences = [.. Enumerable.Repeat(1, onlyFirst), .. Enumerable.Repeat(-1, onlySecond), .. Enumerable.Repeat(0, same)];
            Assert.Equal(McNemar.ExactP(onlyFirst, onlySecond), SignFlipTest.ExactP(differences), 1e-9);
        });

    /// <summary>Every pattern of signs is equally likely when two classifiers are alike: the test may claim a difference in at most that share of them.</summary>
    [Theory]
    [InlineData(10, 10, 5, 5, 5, 10, 5, 5, 10, 5)]
    [InlineData(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)]
    public void Sign_flip_claims_no_more_than_its_level_when_nothing_differs(params int[] sizes)
    {
        double[] p = [.. SignPatterns(sizes).Select(SignFlipTest.ExactP)];
        Assert.Equal(1024, p.Length);
        foreach (double level in new[] { 0.01, 0.05, 0.1, 0.5 })
            Assert.True(p.Count(value => value <= level * (1 + 1e-12)) <= level * p.Length, $"level {level}");
    }

    [Fact]
    public void McNemar_claims_no_more_than_its_level_when_nothing_differs()
    {
        for (int discordant = 0; discordant <= 200; discordant++)
            Assert.True(Enumerable.Range(0, discordant + 1).Where(k => McNemar.ExactP(k, discordant - k) <= 0.05).Sum(k => Binomial.PMF(0.5, discordant, k)) <= 0.05);
    }

    [Fact]
    public void A_thousand_images_are_still_exact()
    {
        double[] differences = [.. Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? 10.0 : i % 3 == 1 ? -10 : 5 * (i % 2))];
        SignFlipTest test = SignFlipTest.Of(differences, 1);
        Assert.True(test.IsExact);
        double z = Math.Abs(differences.Sum()) / Math.Sqrt(differences.Sum(difference => difference * difference));
        Assert.Equal(2 * Normal.CDF(0, 1, -z), test.P, 0.01);
    }

    [Fact]
    public void Means_over_repeats_lie_on_a_finer_lattice_and_stay_exact()
    {
        double[] thirds = [10 / 3.0, 5 / 3.0, -5 / 7.0, 10, 0, 5 / 3.0 - 5 / 7.0];
        Assert.True(SignFlipTest.Of(thirds, 1).IsExact);
        Assert.Equal(SignFlipTest.ExactP([70, 35, -15, 210, 0, 20]), SignFlipTest.Of(thirds, 1).P, 1e-12);
    }

    [Fact]
    public void Random_signs_agree_with_the_count_and_never_claim_zero()
    {
        int[] differences = [10, 10, 10, 5, 5, -5, 0, 0, 0, 10, 5, 10];
        Assert.Equal(SignFlipTest.ExactP(differences), SignFlipTest.MonteCarloP([.. differences.Select(d => (double)d)], 3), 0.002);
        double[] irregular = [.. Enumerable.Range(1, 200).Select(i => Math.Sqrt(i))];
        SignFlipTest test = SignFlipTest.Of(irregular, 3);
        Assert.False(test.IsExact);
        Assert.Equal(1 / (SignFlipTest.Draws + 1.0), test.P, 1e-12);
    }

    [Fact]
    public void Holm_matches_the_golden_numbers()
    {
        var golden = GoldenStatistics.Of("holm");
        double[] adjusted = Holm.Adjust(golden.Numbers("p"));
        Assert.All(golden.Numbers("adjusted").Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Holm_keeps_the_order_and_only_raises() =>
        Gen.Double[0, 1].Array[0, 20].Sample(p =>
        {
            double[] adjusted = Holm.Adjust(p);
            Assert.All(p.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First, 1));
            double[] byP = [.. p.Zip(adjusted).OrderBy(pair => pair.First).Select(pair => pair.Second)];
            Assert.Equal(byP.Order(), byP);
            Assert.Equal(adjusted.Reverse(), Holm.Adjust([.. p.Reverse()]));
        });

    [Fact]
    public void The_corrected_t_test_follows_the_paper()
    {
        // t = 3 / sqrt((1/5 + 1/4) 2.5) = 2 sqrt 2; with four degrees of freedom the distribution function is algebraic.
        CorrectedResampledTTest test = CorrectedResampledTTest.Of([1, 2, 3, 4, 5], 0.25);
        Assert.Equal(2 * Math.Sqrt(2), test.T!.Value, 1e-12);
        Assert.Equal(4, test.DegreesOfFreedom);
        Assert.Equal(1 - 0.75 * Math.Sqrt(8 / 3.0) * 7 / 9, test.P!.Value, 1e-9);
        Assert.Equal(1, CorrectedResampledTTest.Of([0, 0], 0.25).P);
        Assert.Null(CorrectedResampledTTest.Of([1, 1], 0.25).P);
    }

    private static double ByEnumeration(int[] differences)
    {
        int observed = Math.Abs(differences.Sum());
        int[][] patterns = [.. SignPatterns(differences)];
        return patterns.Count(pattern => Math.Abs(pattern.Sum()) >= observed) / (double)patterns.Length;
    }

    private static IEnumerable<int[]> SignPatterns(int[] sizes) =>
        Enumerable.Range(0, 1 << sizes.Length).Select(signs => (int[])[.. sizes.Select((size, i) => (signs >> i & 1) == 0 ? size : -size)]);
}
