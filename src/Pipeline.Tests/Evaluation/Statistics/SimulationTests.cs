using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

/// <summary>
/// Do the tests do what they promise on data whose truth is known? Seeds are fixed, so each figure is the same every time; bounds leave four standard
/// errors of the simulation. The figures stand in docs/statistics.md.
/// </summary>
public sealed class SimulationTests
{
    private const int Trials = 4000;
    private static readonly double[] Levels = [0.01, 0.05, 0.10];

    /// <summary>Two equally good classifiers of 10, 5 and 0: whichever answer is better is decided by a coin, image by image.</summary>
    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(50, 0.1)]
    [InlineData(50, 0.5)]
    [InlineData(200, 0.2)]
    public void Sign_flip_claims_a_difference_no_more_often_than_its_level_when_there_is_none(int images, double differing)
    {
        var random = new Xoshiro256(5);
        double[] p = [.. Enumerable.Range(0, Trials).Select(_ => SignFlipTest.Of([.. Enumerable.Range(0, images).Select(_ => Difference(random, differing, 0.5))], 1).P)];

        Report($"sign-flip, {images} images, {differing:P0} differ", p);
        Assert.All(Levels, level => Assert.True(Share(p, level) <= level + Error(level), $"{Share(p, level)} at {level}"));
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(50, 0.1)]
    [InlineData(50, 0.5)]
    [InlineData(200, 0.2)]
    public void McNemar_claims_a_difference_no_more_often_than_its_level_when_there_is_none(int images, double discordant)
    {
        var random = new Xoshiro256(6);
        double[] p = [.. Enumerable.Range(0, Trials).Select(_ => DrawMcNemar(random, images, discordant / 2, discordant / 2))];

        Report($"McNemar, {images} images, {discordant:P0} discordant", p);
        Assert.All(Levels, level => Assert.True(Share(p, level) <= level + Error(level), $"{Share(p, level)} at {level}"));
    }

    /// <summary>The number behind "what size would tell": 80 % of the series of that size find the difference, by McNemar's test and by the verdict's.</summary>
    [Theory]
    [InlineData(0.20, 0.05)]
    [InlineData(0.10, 0.02)]
    [InlineData(0.06, 0.03)]
    public void A_planted_difference_is_found_at_the_stated_power(double onlyFirst, double onlySecond)
    {
        int images = McNemarPower.SampleSize(onlyFirst, onlySecond)!.Value;
        var random = new Xoshiro256(7);
        double[] mcNemar = [.. Enumerable.Range(0, Trials).Select(_ => DrawMcNemar(random, images, onlyFirst, onlySecond))];
        double[] verdict =
        [
            .. Enumerable.Range(0, Trials / 4).Select(_ => SignFlipTest.Of(
                [.. Enumerable.Range(0, images).Select(_ => 10 * Math.Sign(Difference(random, onlyFirst + onlySecond, onlyFirst / (onlyFirst + onlySecond))))], 1).P),
        ];

        Report($"power, {onlyFirst:P0} against {onlySecond:P0}, {images} images", mcNemar);
        Assert.Equal(0.8, Share(mcNemar, 0.05), 0.025);
        Assert.Equal(0.8, Share(verdict, 0.05), 0.05);
    }

    /// <summary>
    /// Two learners that are equally good by symmetry: nearest means of the first or of the last two of four features. Their training parts overlap from
    /// fold to fold: without the correction a t-test claims a difference several times too often; with it, not much more often than it says.
    /// </summary>
    [Theory]
    [InlineData(5, 1)]
    [InlineData(5, 3)]
    [InlineData(5, 10)]
    public void The_corrected_t_test_of_equal_learners_stays_near_its_level_where_the_plain_one_does_not(int folds, int repeats)
    {
        const int Series = 1000;
        var random = new Xoshiro256(8);
        double[][] differences = [.. Enumerable.Range(0, Series).Select(_ => CrossValidated(random, images: 60, folds, repeats))];
        double[] corrected = [.. differences.Select(difference => CorrectedResampledTTest.Of(difference, 1.0 / (folds - 1)).P ?? 1)];
        double[] plain = [.. differences.Select(difference => CorrectedResampledTTest.Of(difference, 1e-9).P ?? 1)];

        Report($"corrected t, {repeats} x {folds} folds", corrected);
        Report($"plain t, {repeats} x {folds} folds", plain);
        Assert.InRange(Share(corrected, 0.05), 0, 0.07);
        Assert.True(Share(plain, 0.05) > 2 * Share(corrected, 0.05), $"plain {Share(plain, 0.05)}, corrected {Share(corrected, 0.05)}");
    }

    private static double Difference(Xoshiro256 random, double differing, double firstWins) =>
        random.NextDouble() >= differing ? 0 : (random.NextDouble() < firstWins ? 1 : -1) * (random.NextDouble() < 0.5 ? 5 : 10);

    private static double DrawMcNemar(Xoshiro256 random, int images, double onlyFirst, double onlySecond)
    {
        int first = 0, second = 0;
        for (int i = 0; i < images; i++)
        {
            double u = random.NextDouble();
            (first, second) = (first + (u < onlyFirst ? 1 : 0), second + (u >= onlyFirst && u < onlyFirst + onlySecond ? 1 : 0));
        }

        return McNemar.ExactP(first, second);
    }

    /// <returns>Difference of the two learners' shares of right answers, per repeat and fold, on data drawn anew.</returns>
    private static double[] CrossValidated(Xoshiro256 random, int images, int folds, int repeats)
    {
        double[][] features = [.. Enumerable.Range(0, images).Select(i => (double[])[.. Enumerable.Range(0, 4).Select(_ => Normal(random) + (i % 2 == 0 ? 0.6 : 0))])];
        var differences = new List<double>();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            int[] order = [.. Enumerable.Range(0, images).OrderBy(_ => random.NextUInt64())];
            for (int fold = 0; fold < folds; fold++)
            {
                int[] test = [.. order.Where((_, place) => place % folds == fold)], training = [.. order.Where((_, place) => place % folds != fold)];
                differences.Add(Accuracy(features, training, test, 0) - Accuracy(features, training, test, 2));
            }
        }

        return [.. differences];
    }

    private static double Accuracy(double[][] features, int[] training, int[] test, int from)
    {
        double[] Mean(int parity) => [.. Enumerable.Range(from, 2).Select(d => training.Where(i => i % 2 == parity).Average(i => features[i][d]))];
        double[] even = Mean(0), odd = Mean(1);
        double Distance(double[] image, double[] mean) => mean.Select((value, d) => Math.Pow(image[from + d] - value, 2)).Sum();
        return test.Average(i => Distance(features[i], even) < Distance(features[i], odd) == (i % 2 == 0) ? 1.0 : 0);
    }

    private static double Normal(Xoshiro256 random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());

    private static double Share(double[] p, double level) => p.Count(value => value <= level * (1 + 1e-12)) / (double)p.Length;

    private static double Error(double level) => 4 * Math.Sqrt(level * (1 - level) / Trials);

    private static void Report(string what, double[] p) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {string.Join(", ", Levels.Select(level => FormattableString.Invariant($"{Share(p, level):P1} at {level}")))}");
}
