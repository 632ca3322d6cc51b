using CsCheck;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Heads.Selecting;

namespace Pipeline.Tests.Heads;

public sealed class SelectTests
{
    private static readonly SyntheticFeatures Data = new(classes: 4, perClass: 15, noise: 0.8);

    [Fact]
    public void The_most_right_answers_win_then_the_lowest_loss_then_the_earlier()
    {
        Assert.Equal(1, HeadChoice.Of([new(9, 5, 0.1), new(9, 6, 2.0)]).Candidate);
        Assert.Equal(1, HeadChoice.Of([new(9, 6, 0.2), new(9, 6, 0.1)]).Candidate);
        Assert.Equal(0, HeadChoice.Of([new(9, 6, 0.2), new(9, 6, 0.2)]).Candidate);
        Assert.Equal(0, HeadChoice.Of([new(9, 6, null), new(9, 6, 0.1)]).Candidate);
        Assert.Equal(0, HeadChoice.Of([new(9, 6, 0.2), new(9, 5, null)]).Candidate);
    }

    [Fact]
    public void The_chosen_head_is_the_one_that_would_be_fitted_alone_and_the_useless_one_is_not_chosen()
    {
        var useless = new SoftmaxHeadConfig(new SgdOptimizerConfig(1e-12), Epochs: 1);

        var trained = Fit(new SelectHeadConfig([useless, new LbfgsHeadConfig()]));

        Assert.Equal(1, trained.Choice!.Candidate);
        Assert.Equal(40, trained.Choice.Scores[0].Images);
        Assert.Equal(Bytes(Fit(new LbfgsHeadConfig())), Bytes(trained));
    }

    [Fact]
    public void What_a_candidate_is_judged_on_its_inner_heads_have_not_seen()
    {
        // A nearest neighbour knows by heart what it has seen; labels drawn at random it cannot know otherwise.
        var training = new TrainingFeatures(Table(Data, 60), [.. Enumerable.Range(0, 60)], [.. Enumerable.Range(0, 60).Select(i => i * 7 % 60 / 15)], Data.Labels);
        var choice = Trainers.For(new SelectHeadConfig([new KnnHeadConfig(1), new PrototypeHeadConfig()])).Fit(training, null, 1, CancellationToken.None).Choice!;

        Assert.InRange(choice.Scores[0].Right, 0, 35);
    }

    [Fact]
    public void Inner_folds_divide_all_images_keep_groups_together_and_hold_each_class_to_learn_from() =>
        Gen.Select(Gen.Int[1, 12].Array[2, 4], Gen.Int[2, 5], Gen.Int[1, 3], Gen.Int).Sample((perClass, count, copies, seed) =>
        {
            int[] labels = [.. perClass.SelectMany((images, label) => Enumerable.Repeat(label, images * copies))];
            int[] groups = [.. Enumerable.Range(0, labels.Length).Select(i => i / copies)];
            var training = new TrainingFeatures(new FeatureTable(new float[labels.Length], 1, [], 0), [.. Enumerable.Range(0, labels.Length)], labels, new([.. perClass.Select((_, i) => $"c{i}")]), groups);

            var folds = InnerFolds.Of(training, count, seed);

            int[] held = [.. folds.SelectMany(fold => fold.Held)];
            Assert.Distinct(held);
            Assert.Equal(Enumerable.Range(0, labels.Length).Where(i => perClass[labels[i]] > 1), held.Order());
            Assert.All(folds, fold =>
            {
                Assert.Empty(fold.Rest.Select(i => groups[i]).Intersect(fold.Held.Select(i => groups[i])));
                Assert.Equal(perClass.Length, fold.Rest.Select(i => labels[i]).Distinct().Count());
                Assert.Equal(labels.Length, fold.Rest.Length + fold.Held.Length);
            });
        });

    [Theory]
    [InlineData("candidates: [lbfgs]", "candidates: names fewer than two heads")]
    [InlineData("candidates: [lbfgs, select]", "candidates: holds a select")]
    [InlineData("candidates: [lbfgs, zero_shot]", "candidates: holds zero_shot")]
    [InlineData("candidates: [lbfgs, knn, lbfgs]", "candidates: holds the same lbfgs 2 times")]
    public void Candidates_that_make_no_choice_are_refused(string keys, string problem) =>
        Assert.Contains(problem, Assert.Throws<ConfigException>(() => RecordReader.Parse<HeadConfig>($"kind: select\n{keys}", "head.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void With_one_image_per_class_there_is_nothing_to_choose_by()
    {
        var problem = Assert.Throws<PipelineException>(() => Trainers.For(new SelectHeadConfig()).Fit(new SyntheticFeatures(perClass: 1).Training(..), null, 1, CancellationToken.None));

        Assert.StartsWith("select holds training images out to choose by", problem.Message, StringComparison.Ordinal);
    }

    private static TrainedHead Fit(HeadConfig config) => Trainers.For(config).Fit(Data.Training(..40), null, 1, CancellationToken.None);

    private static FeatureTable Table(SyntheticFeatures data, int count) => new([.. Enumerable.Range(0, count).SelectMany(i => data.HeldOut(..).Features(i).ToArray())], data.HeldOut(..).Dimension, [], 0);

    private static byte[] Bytes(TrainedHead trained)
    {
        using var stream = new MemoryStream();
        HeadFile.Write(trained.Head, stream);
        return stream.ToArray();
    }
}
