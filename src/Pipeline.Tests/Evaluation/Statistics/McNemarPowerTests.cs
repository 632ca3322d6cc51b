using CsCheck;
using MathNet.Numerics.Distributions;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

public sealed class McNemarPowerTests
{
    [Theory]
    [InlineData(10, 0.005, 0.0005)]
    [InlineData(50, 0.48, 0.005)]
    [InlineData(100, 0.84, 0.005)]
    [InlineData(200, 0.99, 0.005)]
    public void Twenty_percent_against_five_is_found_this_often(int n, double power, double tolerance) =>
        Assert.Equal(power, McNemarPower.Of(n, 0.20, 0.05), tolerance);

    [Fact]
    public void Six_images_all_one_way_are_the_fewest_that_tell() => Assert.Equal((6, 8), (McNemarPower.FewestDiscordant(), McNemarPower.FewestDiscordant(0.01)));

    [Fact]
    public void Power_is_the_sum_over_every_table() =>
        Gen.Select(Gen.Int[0, 40], Gen.Double[0.01, 0.5], Gen.Double[0.01, 0.5]).Sample((n, onlyFirst, onlySecond) =>
        {
            double expected = 0;
            for (int d = 0; d <= n; d++)
            {
                for (int k = 0; k <= d; k++)
                {
                    if (McNemar.ExactP(k, d - k) < 0.05)
                        expected += Binomial.PMF(onlyFirst + onlySecond, n, d) * Binomial.PMF(onlyFirst / (onlyFirst + onlySecond), d, k);
                }
            }

            Assert.Equal(expected, McNemarPower.Of(n, onlyFirst, onlySecond), 1e-9);
        }, iter: 40);

    [Fact]
    public void Without_a_difference_a_claim_is_rarer_than_the_level() =>
        Assert.All(Enumerable.Range(0, 120), n => Assert.InRange(McNemarPower.Of(n, 0.15, 0.15), 0, 0.05));

    [Fact]
    public void The_sample_size_has_the_power_and_one_fewer_has_not()
    {
        int size = McNemarPower.SampleSize(0.20, 0.05)!.Value;
        Assert.InRange(size, 80, 100);
        Assert.True(McNemarPower.Of(size, 0.20, 0.05) >= 0.8);
        Assert.True(McNemarPower.Of(size - 1, 0.20, 0.05) < 0.8);
        Assert.Null(McNemarPower.SampleSize(0.1, 0.1));
    }
}
