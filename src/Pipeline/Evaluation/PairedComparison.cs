using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>Two runs on the same images. Differences are the first less the second.</summary>
/// <param name="Images">Images that both held out.</param>
/// <param name="IndependentImages">Groups of duplicates among them; the tests flip and draw whole groups.</param>
/// <param name="MeanGradeDifference">Per image, -10..10.</param>
/// <param name="MeanGradeDifferenceInterval">Bootstrap within classes, 95 %; null where no difference varies, and nothing can be resampled.</param>
/// <param name="Grades">Sign-flip test of the grades.</param>
/// <param name="Top1Difference">Difference of top-1, -1..1.</param>
/// <param name="FirstMoreOftenRight">Images that the first alone gets right; with repeats, more often than the second.</param>
/// <param name="SecondMoreOftenRight">The other way round.</param>
/// <param name="Top1">Sign-flip test of right and wrong: without repeats and duplicates the exact McNemar test.</param>
internal sealed record PairedComparison(
    int Images,
    int IndependentImages,
    double MeanGradeDifference,
    Interval? MeanGradeDifferenceInterval,
    SignFlipTest Grades,
    double Top1Difference,
    int FirstMoreOftenRight,
    int SecondMoreOftenRight,
    SignFlipTest Top1)
{
    /// <param name="first">One outcome per image.</param>
    /// <param name="second">One outcome per image, of the same images.</param>
    /// <param name="seed">Seed of the bootstrap, and of random signs where they are needed.</param>
    /// <exception cref="PipelineException">The two held out different images.</exception>
    public static PairedComparison Of(IReadOnlyList<ImageOutcome> first, IReadOnlyList<ImageOutcome> second, int seed) =>
        Of(first, second, seed, (observations, draws) => StratifiedBootstrap.OfMean(observations, draws));

    /// <param name="first">One outcome per image.</param>
    /// <param name="second">One outcome per image, of the same images.</param>
    /// <param name="seed">Seed of the bootstrap, and of random signs where they are needed.</param>
    /// <param name="bootstrap">Interval of a mean; draws may be shared among many comparisons of the same images.</param>
    /// <exception cref="PipelineException">The two held out different images.</exception>
    public static PairedComparison Of(
        IReadOnlyList<ImageOutcome> first, IReadOnlyList<ImageOutcome> second, int seed, Func<IReadOnlyList<Observation>, int, Interval> bootstrap)
    {
        ImagePair[] pairs = Match(first, second);
        Interval interval = bootstrap([.. pairs.Select(pair => new Observation(pair.Grade, pair.Group, pair.Truth))], seed);
        return new PairedComparison(
            Images: pairs.Length,
            IndependentImages: pairs.Select(pair => pair.Group).Distinct().Count(),
            MeanGradeDifference: pairs.Average(pair => pair.Grade),
            MeanGradeDifferenceInterval: interval.Width > 1e-9 ? interval.Around(pairs.Average(pair => pair.Grade)) : null,
            Grades: SignFlipTest.Of(PerGroup(pairs, pair => pair.Grade), seed),
            Top1Difference: pairs.Average(pair => pair.Right),
            FirstMoreOftenRight: pairs.Count(pair => pair.Right > 0),
            SecondMoreOftenRight: pairs.Count(pair => pair.Right < 0),
            Top1: SignFlipTest.Of(PerGroup(pairs, pair => pair.Right), seed));
    }

    private static ImagePair[] Match(IReadOnlyList<ImageOutcome> first, IReadOnlyList<ImageOutcome> second)
    {
        Dictionary<int, ImageOutcome> others = second.ToDictionary(outcome => outcome.Image);
        if (first.Count == 0 || first.Count != second.Count || !first.All(one => others.TryGetValue(one.Image, out ImageOutcome? other) && other.Truth == one.Truth))
            throw new PipelineException(
                $"cannot compare runs that held out different images ({first.Count} and {second.Count}); run both with the same dataset, split and seed");
        return [.. first.OrderBy(one => one.Image).Select(one => new ImagePair(one, others[one.Image]))];
    }

    private static double[] PerGroup(ImagePair[] pairs, Func<ImagePair, double> difference) =>
        [.. pairs.GroupBy(pair => pair.Group).OrderBy(group => group.Key).Select(group => group.Sum(difference))];

    private readonly record struct ImagePair(ImageOutcome First, ImageOutcome Second)
    {
        public int Group => First.Group;

        public int Truth => First.Truth;

        public double Grade => First.Grade - Second.Grade;

        public double Right => First.RightShare - Second.RightShare;
    }
}
