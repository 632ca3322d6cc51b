using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Heads.Trees;

namespace Pipeline.Tests.Heads;

public sealed class FewShotTests
{
    private static readonly LabelSet Labels = new(["a", "b"]);

    [Fact]
    public void A_prototype_is_the_mean_direction_of_its_class_whatever_the_lengths()
    {
        // Class a points along x and y, once ten times as far; its mean direction is the diagonal.
        var table = new FeatureTable([10, 0, 0, 1, 0, -3, 0, -1], 2, [], 0);
        var head = (LinearHead)Fit(new PrototypeHeadConfig(ScoreCalibration.None), table, [0, 0, 1, 1]);
        Assert.All(new[] { 0.70710677f, 0.70710677f, 0, -1 }.Zip(head.Weights.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(LinearInput.L2Normalised, head.Input);
    }

    [Fact]
    public void Votes_weigh_the_inverse_of_their_distance()
    {
        var table = new FeatureTable([0, 3, 4, 100], 1, [], 0);
        IHead head = Fit(new KnnHeadConfig(3, KnnMetric.Euclidean, Smoothing: 0), table, [0, 1, 1, 0]);
        double a = 1.0 / 1, b = 1.0 / 2 + 1.0 / 3;
        Assert.Equal(a / (a + b), Predict(head, 1)[0], 1e-12);
    }

    [Fact]
    public void Uniform_votes_are_counted()
    {
        var table = new FeatureTable([0, 3, 4, 100], 1, [], 0);
        IHead head = Fit(new KnnHeadConfig(3, KnnMetric.Euclidean, KnnWeighting.Uniform, 0), table, [0, 1, 1, 0]);
        Assert.Equal([1 / 3.0, 2 / 3.0], Predict(head, 1).Select(share => Math.Round(share, 15)), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void The_same_image_outvotes_all_others()
    {
        var table = new FeatureTable([0, 3, 3.5f], 1, [], 0);
        Assert.Equal([1.0, 0.0], Predict(Fit(new KnnHeadConfig(3, KnnMetric.Euclidean, Smoothing: 0), table, [0, 1, 1]), 0));
    }

    [Fact]
    public void Smoothing_leaves_no_class_without_a_share()
    {
        var table = new FeatureTable([0, 3], 1, [], 0);
        Assert.Equal(0.05, Predict(Fit(new KnnHeadConfig(1, KnnMetric.Euclidean, Smoothing: 0.1), table, [0, 1]), 0)[1], 1e-12);
    }

    [Fact]
    public void Cosine_asks_for_direction_and_euclidean_for_place()
    {
        var table = new FeatureTable([10, 10, 1, 0], 2, [], 0);
        Assert.Equal(0, Top(KnnMetric.Cosine));
        Assert.Equal(1, Top(KnnMetric.Euclidean));

        int Top(KnnMetric metric)
        {
            double[] shares = Predict(Fit(new KnnHeadConfig(1, metric), table, [0, 1]), 1, 0.9f);
            return Array.IndexOf(shares, shares.Max());
        }
    }

    [Fact]
    public void A_tree_goes_left_up_to_its_threshold_and_may_be_a_single_leaf()
    {
        var tree = new Tree(0, [1, 0], [0.5f, 2], [~0, ~1], [1, ~2], [10, 20, 30]);
        Assert.Equal(10, tree.Value([9, 0.5f]));
        Assert.Equal(20, tree.Value([2, 0.6f]));
        Assert.Equal(30, tree.Value([2.1f, 0.6f]));
        Assert.Equal(7, new Tree(0, [], [], [], [], [7]).Value([1, 2]));
    }

    [Fact]
    public void A_missing_native_library_says_what_to_install()
    {
        var problem = Assert.Throws<PipelineException>(() => NativeLightGbm.Call<int>(() => throw new DllNotFoundException("lib_lightgbm")));
        Assert.Contains("apt-get install libgomp1", problem.Message, StringComparison.Ordinal);
    }

    private static IHead Fit(HeadConfig config, FeatureTable table, int[] labels) => Trainers.For(config)
        .Fit(new TrainingFeatures(table, [.. Enumerable.Range(0, table.Count)], labels, Labels), null, 1, CancellationToken.None).Head;

    private static double[] Predict(IHead head, params float[] x) => head.Predict(new HeldOutFeatures(new FeatureTable(x, x.Length, [], 0), [0])).Row(0).ToArray();
}
