using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

/// <summary>
/// Times whose true ratio is known: images that differ, starts of the program that differ, and noise. How often does the interval hold the truth? Seeds are
/// fixed, so each figure is the same every time. The figures stand in docs/statistics.md.
/// </summary>
public sealed class RatioOverLaunchesTests
{
    private const int Series = 1000;
    private const int Images = 50;
    private const int Draws = 200;
    private const double Truth = 1.1;

    /// <param name="launches">Starts of the program.</param>
    /// <param name="spread">Standard deviation from start to start, as a share of the time.</param>
    /// <param name="together">Whether both ways are timed in the same starts.</param>
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, 0.1, true)]
    [InlineData(2, 0.03, true)]
    [InlineData(3, 0.03, true)]
    [InlineData(5, 0, true)]
    [InlineData(5, 0.03, true)]
    [InlineData(3, 0.03, false)]
    [InlineData(5, 0.03, false)]
    public void The_interval_over_launches_and_images_holds_the_truth(int launches, double spread, bool together)
    {
        var random = new Xoshiro256(11);
        int both = 0, imagesAlone = 0, twoLevels = 0;
        double width = 0;
        for (int i = 0; i < Series; i++)
        {
            var (first, second) = Draw(random, launches, spread, together);
            var interval = RatioOverLaunches.Of(first, second, together, i).Interval;
            (both, width) = (both + (interval.Contains(Truth) ? 1 : 0), width + (interval.Width / Truth / Series));
            imagesAlone += ImagesAlone(first, second, i).Contains(Truth) ? 1 : 0;
            twoLevels += TwoLevels(first, second, together, i).Contains(Truth) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{launches} launches, spread {spread:P0}, {(together ? "together" : "apart")}: {Share(both):P1} (width {width:P0}); over images alone {Share(imagesAlone):P1}; bootstrap of two levels {Share(twoLevels):P1}"));
        Assert.InRange(Share(both), 0.95 - (4 * Math.Sqrt(0.95 * 0.05 / Series)), 1);
        Assert.True(spread == 0 || (Share(imagesAlone) < 0.8 && Share(twoLevels) < Share(both)), $"over images alone {Share(imagesAlone)}, of two levels {Share(twoLevels)}");
        Assert.True(spread > 0 || width < 0.15, $"Starts that do not differ cost a width of {width}.");
    }

    [Fact]
    public void One_launch_is_judged_over_its_images()
    {
        var (first, second) = Draw(new Xoshiro256(3), 3, 0.05, together: true);

        Assert.Equal(RatioOfMedians.Of(first[0], second[0], 1), RatioOverLaunches.Of([first[0]], [second[0]], together: true, 1));
        Assert.Equal(1, RatioOverLaunches.Of(first, [second[0]], together: false, 1).Launches);
        Assert.Equal(3, RatioOverLaunches.Of(first, second, together: true, 1).Launches);
    }

    [Fact]
    public void Launches_that_all_tell_the_same_leave_no_doubt()
    {
        double[] times = [.. Enumerable.Range(0, 9).Select(_ => 10.0)], slower = [.. times.Select(time => 2 * time)];

        var ratio = RatioOverLaunches.Of([slower, slower], [times, times], together: true, 1);

        Assert.Equal((2, 0), (ratio.Ratio, ratio.Interval.Width), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12);
    }

    private static double Share(int count) => count / (double)Series;

    private static Interval ImagesAlone(double[][] first, double[][] second, int seed) => Percentile(new ImageResampling(first, second).Draw(Draws, seed));

    /// <summary>The bootstrap that was not chosen: starts drawn anew, then images.</summary>
    private static Interval TwoLevels(double[][] first, double[][] second, bool together, int seed)
    {
        var random = new Xoshiro256((ulong)seed);
        return Percentile([.. Enumerable.Range(0, Draws).Select(draw =>
        {
            int[] a = [.. first.Select(_ => random.NextInt(first.Length))], b = together ? a : [.. second.Select(_ => random.NextInt(second.Length))];
            return new ImageResampling([.. a.Select(launch => first[launch])], [.. b.Select(launch => second[launch])]).Draw(1, (1000 * seed) + draw)[0];
        })]);
    }

    private static Interval Percentile(double[] ratios) => new(Percentiles.Of(ratios, 2.5), Percentiles.Of(ratios, 97.5));

    /// <summary>Images differ by 10 %, and by 3 % in what they cost the one way and the other; a start does as much to both as to each of them alone.</summary>
    private static (double[][] First, double[][] Second) Draw(Xoshiro256 random, int launches, double spread, bool together)
    {
        double[] images = Normals(random, Images, 0.1), ofFirst = Normals(random, Images, 0.03), ofSecond = Normals(random, Images, 0.03);
        double[] shared = Normals(random, launches, spread), apart = together ? shared : Normals(random, launches, spread);
        return (Times(ofFirst, shared, Math.Log(Truth)), Times(ofSecond, apart, 0));

        double[][] Times(double[] own, double[] starts, double level) =>
        [
            .. starts.Select(start =>
            {
                double launch = level + start + (spread * Normal(random));
                return (double[])[.. images.Zip(own, (image, extra) => 20 * Math.Exp(image + extra + launch + (0.015 * Normal(random))))];
            }),
        ];
    }

    private static double[] Normals(Xoshiro256 random, int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => deviation * Normal(random))];

    private static double Normal(Xoshiro256 random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
