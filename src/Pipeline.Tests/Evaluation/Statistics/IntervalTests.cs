using CsCheck;
using MathNet.Numerics.Distributions;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

public sealed class IntervalTests
{
    [Fact]
    public void Wilson_matches_the_golden_numbers() =>
        Assert.All(GoldenStatistics.Of("wilson95").EnumerateArray(), golden =>
        {
            Interval interval = WilsonInterval.Of(golden.Whole("correct"), golden.Whole("n"));
            Assert.Equal(golden.Number("low"), interval.Low, 1e-9);
            Assert.Equal(golden.Number("high"), interval.High, 1e-9);
        });

    [Theory]
    [InlineData(0.999, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2.001, false)]
    public void An_interval_holds_both_its_ends(double value, bool held) => Assert.Equal(held, new Interval(1, 2).Contains(value));

    [Fact]
    public void Wilson_stays_within_0_and_1_and_holds_the_share() =>
        Gen.Int[1, 2000].SelectMany(n => Gen.Int[0, n].Select(successes => (successes, n))).Sample(sample =>
        {
            Interval interval = WilsonInterval.Of(sample.successes, sample.n);
            Assert.True(interval.Low >= 0 && interval.High <= 1 && interval.Contains((double)sample.successes / sample.n), $"{sample} {interval}");
        });

    /// <summary>Its coverage oscillates with the true share; averaged over all shares it is what it says, unlike the textbook interval's.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    public void Wilson_covers_95_percent_on_average_over_the_true_share(int n)
    {
        double[] shares = [.. Enumerable.Range(1, 999).Select(i => i / 1000.0)];
        double coverage = shares.Average(share => Enumerable.Range(0, n + 1)
            .Where(successes => WilsonInterval.Of(successes, n).Contains(share))
            .Sum(successes => Binomial.PMF(share, n, successes)));
        Assert.InRange(coverage, 0.94, 0.96);
    }

    [Fact]
    public void Percentiles_match_numpy()
    {
        var golden = GoldenStatistics.Of("percentiles_linear");
        double[] values = golden.Numbers("values");
        foreach (int percent in new[] { 0, 5, 25, 50, 75, 90, 95, 99, 100 })
            Assert.Equal(golden.Number($"p{percent}"), Percentiles.Of(values, percent), 1e-9);
    }

    [Fact]
    public void Percentiles_rise_and_stay_within_the_values() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 40], Gen.Double[0, 100], Gen.Double[0, 100]).Sample((values, p, q) =>
        {
            double low = Percentiles.Of(values, Math.Min(p, q)), high = Percentiles.Of(values, Math.Max(p, q));
            Assert.True(low <= high && low >= values.Min() && high <= values.Max());
        });

    [Fact]
    public void The_posterior_of_two_grades_alone_is_near_the_beta_interval_of_Jeffreys()
    {
        // With no fives, the three-grade prior adds half a five: the mean moves by less than 5 / (n + 1.5).
        Interval interval = DirichletInterval.OfMeanGrade(10, 0, 90);
        (double low, double high) = (10 * Beta.InvCDF(90.5, 10.5, 0.025), 10 * Beta.InvCDF(90.5, 10.5, 0.975));
        Assert.InRange(interval.Low, low - 0.1, low);
        Assert.InRange(interval.High, high - 0.1, high);
    }

    [Theory]
    [InlineData(0, 0, 50)]
    [InlineData(3, 2, 45)]
    [InlineData(0, 4, 0)]
    [InlineData(2.5, 4, 3.5)]
    public void The_posterior_interval_is_where_random_draws_put_it(double none, double half, double full)
    {
        var dirichlet = new Dirichlet([none + 0.5, half + 0.5, full + 0.5], new Random(1));
        double[] means = [.. Enumerable.Range(0, 100_000).Select(_ => dirichlet.Sample()).Select(p => 5 * p[1] + 10 * p[2]).Order()];
        Interval interval = DirichletInterval.OfMeanGrade(none, half, full);
        Assert.InRange(Array.FindIndex(means, mean => mean > interval.Low) / 1e5, 0.023, 0.027);
        Assert.InRange(Array.FindIndex(means, mean => mean > interval.High) / 1e5, 0.973, 0.977);
    }

    [Fact]
    public void The_bootstrap_is_the_same_for_any_order_of_the_images_and_differs_by_seed()
    {
        Observation[] observations = [.. Enumerable.Range(0, 40).Select(i => new Observation(i * 7 % 11, i, i % 4))];
        Interval first = StratifiedBootstrap.OfMean(observations, 5);
        Assert.Equal(first, StratifiedBootstrap.OfMean([.. observations.Reverse()], 5));
        Assert.NotEqual(first, StratifiedBootstrap.OfMean(observations, 6));
    }

    /// <summary>At five images per class, draws of five would make it a tenth too narrow.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(80)]
    public void The_bootstrap_has_the_width_of_the_stratified_standard_error(int classes)
    {
        Observation[] observations = [.. Enumerable.Range(0, 400).Select(i => new Observation(i % classes * 100 + i * 7919 % 101, i, i % classes))];
        double variance = observations.GroupBy(one => one.Stratum).Sum(stratum =>
        {
            double mean = stratum.Average(one => one.Value);
            return stratum.Sum(one => Math.Pow(one.Value - mean, 2)) / (stratum.Count() - 1) / stratum.Count() / (classes * classes);
        });
        double expected = 2 * 1.96 * Math.Sqrt(variance);
        Assert.Equal(expected, StratifiedBootstrap.OfMean(observations, 1).Width, 0.04 * expected);
    }

    [Fact]
    public void Classes_of_two_images_are_resampled_together()
    {
        Observation[] observations = [.. Enumerable.Range(0, 20).Select(i => new Observation(i / 2 < 5 ? 10 : 0, i, i / 2))];
        Assert.InRange(StratifiedBootstrap.OfMean(observations, 1).Width, 3.5, 5);
    }
}
