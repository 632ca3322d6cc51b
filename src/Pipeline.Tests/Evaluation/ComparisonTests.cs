using Pipeline.Evaluation;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation;

public sealed class ComparisonTests
{
    /// <summary>Fifty images, ten labels; those named are wrong.</summary>
    private static IReadOnlyList<ImageOutcome> Run(params int[] wrong) =>
        [.. Enumerable.Range(0, 50).Select(i => new ImageOutcome(i, i, i / 5, 1, wrong.Contains(i) ? 0 : 10, wrong.Contains(i) ? 0 : 1))];

    [Fact]
    public void Without_repeats_the_test_of_top1_is_McNemar()
    {
        PairedComparison comparison = PairedComparison.Of(Run(0), Run(1, 10, 20, 30, 40, 41, 7, 8), 1);
        Assert.Equal((1, 8), (comparison.SecondMoreOftenRight, comparison.FirstMoreOftenRight));
        Assert.Equal(McNemar.ExactP(8, 1), comparison.Top1.P, 1e-12);
        Assert.Equal(0.14, comparison.Top1Difference, 1e-12);
        Assert.Equal(1.4, comparison.MeanGradeDifference, 1e-12);
        Assert.True(comparison.MeanGradeDifferenceInterval!.Value.Contains(1.4) && comparison.MeanGradeDifferenceInterval.Value.Low > 0);
    }

    [Fact]
    public void Turning_a_comparison_round_changes_its_sign_alone()
    {
        PairedComparison one = PairedComparison.Of(Run(0, 3), Run(1, 2, 10, 20), 1), other = PairedComparison.Of(Run(1, 2, 10, 20), Run(0, 3), 1);
        Assert.Equal(one.Grades, other.Grades);
        Assert.Equal(one.MeanGradeDifference, -other.MeanGradeDifference);
        Assert.Equal(one.FirstMoreOftenRight, other.SecondMoreOftenRight);
    }

    [Fact]
    public void A_run_does_not_differ_from_itself()
    {
        PairedComparison comparison = PairedComparison.Of(Run(4, 9), Run(4, 9), 1);
        Assert.Equal((1.0, 1.0, 0.0), (comparison.Grades.P, comparison.Top1.P, comparison.MeanGradeDifference));
        Assert.Null(comparison.MeanGradeDifferenceInterval);
    }

    [Fact]
    public void Six_copies_of_one_image_are_one_piece_of_evidence()
    {
        int[] lost = [0, 1, 2, 3, 4, 5];
        IReadOnlyList<ImageOutcome> better = [.. Run().Select(image => lost.Contains(image.Image) ? image with { Group = 0 } : image)];
        Assert.True(PairedComparison.Of(Run(), Run(lost), 1).Top1.P < 0.05);
        Assert.Equal(1, PairedComparison.Of(better, Run(lost), 1).Top1.P);
    }

    [Fact]
    public void Runs_over_different_images_are_refused()
    {
        Assert.Throws<PipelineException>(() => PairedComparison.Of(Run(), [.. Run().Skip(1)], 1));
        Assert.Throws<PipelineException>(() => PairedComparison.Of(Run(), [.. Run().Select(image => image with { Image = image.Image + 1 })], 1));
        Assert.Throws<PipelineException>(() => PairedComparison.Of(Run(), [.. Run().Select(image => image with { Truth = 0 })], 1));
    }
}
