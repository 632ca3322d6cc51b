using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

public sealed class SoftmaxTrainerTests
{
    private static readonly SyntheticFeatures Data = new(classes: 4, perClass: 15, noise: 1.5);
    private static readonly Range Train = ..40, Held = 40..;

    public static TheoryData<HeadFeatures> AllFeatures => [.. Enum.GetValues<HeadFeatures>()];

    [Theory]
    [MemberData(nameof(AllFeatures))]
    public void Folded_scaling_scores_as_scaled_features_would(HeadFeatures features)
    {
        TrainingFeatures training = Data.Training(Train);
        var scaling = FeatureScaling.Fit(features, training);
        double[] scaled = scaling.Apply(training);
        double[] weights = [.. Enumerable.Range(0, 4 * 24).Select(i => Math.Sin(i))];
        LinearHead head = scaling.Fold(Data.Labels, new LinearMap(weights, [0.1, -0.2, 0.3, 0]), LinearLink.None);
        ScoreTable scores = head.Predict(Data.HeldOut(Train));

        double expected = 0.1 + Enumerable.Range(0, 24).Sum(d => weights[d] * scaled[5 * 24 + d]);
        Assert.Equal(expected, scores.Row(5)[0], 1e-4);
        Assert.False(scores.AreProbabilities);
    }

    [Fact]
    public void Standardised_training_features_have_mean_zero_and_deviation_one_and_a_constant_one_is_left_out()
    {
        var table = new FeatureTable([1, 7, 2, 7, 6, 7, 3, 7], 2, [], 0);
        var training = new TrainingFeatures(table, [0, 1, 2, 3], [0, 1, 0, 1], new LabelSet(["a", "b"]));
        double[] scaled = FeatureScaling.Fit(HeadFeatures.Standardised, training).Apply(training);
        double[] first = [.. scaled.Where((_, i) => i % 2 == 0)];
        Assert.Equal(0, first.Sum(), 1e-12);
        Assert.Equal(4, first.Sum(x => x * x), 1e-12);
        Assert.All(scaled.Where((_, i) => i % 2 == 1), x => Assert.Equal(0, x));
    }

    [Fact]
    public async Task A_seed_gives_the_same_bytes_on_many_cores_at_once()
    {
        var config = new SoftmaxHeadConfig(Epochs: 8, BatchSize: 7);
        byte[][] files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bytes(config, seed: 5))));
        Assert.All(files, file => Assert.Equal(files[0], file));
        Assert.NotEqual(files[0], Bytes(config, seed: 6));
    }

    [Fact]
    public void Every_epoch_has_its_own_order()
    {
        var generator = new SeededGenerator(3);
        int[] order = [.. Enumerable.Range(0, 20)];
        generator.Shuffle(order);
        int[] first = [.. order];
        generator.Shuffle(order);
        Assert.NotEqual(first, order);
        Assert.Equal(Enumerable.Range(0, 20), order.Order());
        Assert.Equal(0xE220A8397B1DCDAFul, new SeededGenerator(0).Next());
    }

    [Fact]
    public void A_fit_that_diverges_says_when_and_what_to_do()
    {
        var config = new SoftmaxHeadConfig(new SgdOptimizerConfig(1e6), WeightDecay: 100, Features: HeadFeatures.Raw, BatchSize: 16);
        var problem = Assert.Throws<PipelineException>(() => Fit(config));
        Assert.Matches(@"^Training diverged: .* at epoch \d+ of 100, .* at a learning rate of 1E\+06; lower head\.optimizer\.learning_rate", problem.Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_feature_that_is_no_number_stops_the_fit(float bad)
    {
        var table = new FeatureTable([1, 2, 3, bad], 2, [], 0);
        var training = new TrainingFeatures(table, [0, 1], [0, 1], new LabelSet(["a", "b"]));
        var problem = Assert.Throws<PipelineException>(() => Trainers.For(new SoftmaxHeadConfig()).Fit(training, null, 1, CancellationToken.None));
        Assert.StartsWith("Feature 1 of training image 1 is", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_training_images_is_named()
    {
        var problem = Assert.Throws<PipelineException>(() => Trainers.For(new SoftmaxHeadConfig()).Fit(Data.Training(..3), null, 1, CancellationToken.None));
        Assert.StartsWith("No training image of class 'class 3'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_restores_the_weights_of_the_lowest_validation_loss()
    {
        var config = new SoftmaxHeadConfig(new SgdOptimizerConfig(0.5), Epochs: 60, WeightDecay: 0, Patience: 4);
        TrainedHead stopped = Trainers.For(config).Fit(Data.Training(Train), Data.Validation(Held), 1, CancellationToken.None);
        EpochRecord best = stopped.Curve.MinBy(epoch => epoch.ValidationLoss)!;
        TrainedHead untilBest = Trainers.For(config with { Epochs = best.Epoch, Patience = 0 }).Fit(Data.Training(Train), null, 1, CancellationToken.None);

        Assert.InRange(stopped.Curve.Count, best.Epoch + 1, 59);
        Assert.Equal(best.Epoch + 4, stopped.Curve.Count);
        Assert.Equal(((LinearHead)untilBest.Head).Weights, ((LinearHead)stopped.Head).Weights);
        Assert.Equal(best.ValidationLoss!.Value, MeanLoss(stopped.Head, Held), 1e-5);
    }

    [Fact]
    public void Without_a_validation_share_every_epoch_runs_and_nothing_is_said_of_validation()
    {
        IReadOnlyList<EpochRecord> curve = Fit(new SoftmaxHeadConfig(Epochs: 30, Patience: 1)).Curve;
        Assert.Equal(Enumerable.Range(1, 30), curve.Select(epoch => epoch.Epoch));
        Assert.All(curve, epoch => Assert.Null(epoch.ValidationLoss));
        Assert.True(curve[^1].TrainingLoss < 0.8 * curve[0].TrainingLoss);
        Assert.Equal(Math.Log(4), Fit(new SoftmaxHeadConfig(Epochs: 1, BatchSize: 1000)).Curve[0].TrainingLoss, 1e-12);
    }

    [Fact]
    public void A_schedule_shows_in_the_curve()
    {
        var config = new SoftmaxHeadConfig(new SgdOptimizerConfig(0.1), new StepScheduleConfig(Every: 2, Factor: 0.5), Epochs: 6);
        Assert.Equal([0.1, 0.1, 0.05, 0.05, 0.025, 0.025], Fit(config).Curve.Select(epoch => epoch.LearningRate));
    }

    [Theory]
    [MemberData(nameof(DecayedOptimizers))]
    public void Weight_decay_makes_weights_smaller(OptimizerConfig optimizer)
    {
        var config = new SoftmaxHeadConfig(optimizer, Epochs: 60, WeightDecay: 0);
        Assert.True(Length(config with { WeightDecay = 0.5 }) < 0.9 * Length(config));
    }

    public static TheoryData<OptimizerConfig> DecayedOptimizers => [new SgdOptimizerConfig(0.1), new AdamOptimizerConfig(0.05), new AdamWOptimizerConfig(0.05), new LbfgsOptimizerConfig()];

    [Fact]
    public void Label_smoothing_makes_answers_less_sure()
    {
        var config = new SoftmaxHeadConfig(new LbfgsOptimizerConfig(), WeightDecay: 1e-4);
        Assert.True(MeanTop(config with { LabelSmoothing = 0.3 }) < MeanTop(config) - 0.1);
    }

    [Fact]
    public void Ours_and_MlNets_maximum_entropy_meet_at_the_same_optimum()
    {
        // ML.NET weighs its penalty against the loss summed over the images, we against their mean.
        ScoreTable ours = Fit(new SoftmaxHeadConfig(new LbfgsOptimizerConfig(), Epochs: 500, WeightDecay: 2.0 / 40)).Head.Predict(Data.HeldOut(Held));
        ScoreTable theirs = Fit(new LbfgsHeadConfig(L2: 2, Tolerance: 1e-9)).Head.Predict(Data.HeldOut(Held));
        for (int i = 0; i < ours.Count; i++)
        {
            Assert.All(ours.Row(i).ToArray().Zip(theirs.Row(i).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
        }
    }

    [Fact]
    public void A_cancelled_fit_stops() => Assert.Throws<OperationCanceledException>(
        () => Trainers.For(new SoftmaxHeadConfig()).Fit(Data.Training(Train), null, 1, new CancellationToken(canceled: true)));

    private static TrainedHead Fit(HeadConfig config, int seed = 1) => Trainers.For(config).Fit(Data.Training(Train), null, seed, CancellationToken.None);

    private static byte[] Bytes(HeadConfig config, int seed)
    {
        using var stream = new MemoryStream();
        HeadFile.Write(Fit(config, seed).Head, stream);
        return stream.ToArray();
    }

    private static double Length(HeadConfig config) => Math.Sqrt(((LinearHead)Fit(config).Head).Weights.ToArray().Sum(w => (double)w * w));

    private static double MeanTop(HeadConfig config)
    {
        ScoreTable scores = Fit(config).Head.Predict(Data.HeldOut(Held));
        return Enumerable.Range(0, scores.Count).Average(i => scores.Row(i).ToArray().Max());
    }

    private static double MeanLoss(IHead head, Range rows)
    {
        ScoreTable scores = head.Predict(Data.HeldOut(rows));
        return Data.Truths(rows).Select((truth, i) => -Math.Log(scores.Row(i)[truth])).Average();
    }
}
