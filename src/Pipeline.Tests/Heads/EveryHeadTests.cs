using System.Reflection;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

public sealed class EveryHeadTests
{
    private static readonly SyntheticFeatures Data = new(classes: 4, perClass: 15, noise: 0.8);
    private static readonly Range Train = ..40, Held = 40..;

    public static TheoryData<HeadConfig> Configs =>
    [
        new SoftmaxHeadConfig(), new SoftmaxHeadConfig(new LbfgsOptimizerConfig(), Features: HeadFeatures.L2Normalised), new LbfgsHeadConfig(), new SdcaHeadConfig(),
        new AveragedPerceptronHeadConfig(), new AveragedPerceptronHeadConfig(Calibration: ScoreCalibration.Platt), new LinearSvmHeadConfig(),
        new LinearSvmHeadConfig(Calibration: ScoreCalibration.None), new SgdCalibratedHeadConfig(), new LightGbmHeadConfig(), new PrototypeHeadConfig(),
        new PrototypeHeadConfig(ScoreCalibration.Platt), new KnnHeadConfig(), new KnnHeadConfig(3, KnnMetric.Euclidean, KnnWeighting.Uniform, 0),
        new SelectHeadConfig([new PrototypeHeadConfig(), new LbfgsHeadConfig()]),
    ];

    [Fact]
    public void No_head_that_learns_from_features_is_left_out()
    {
        Type[] all = [.. typeof(HeadConfig).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HeadConfig)))];
        Assert.Equal(
            all.Where(type => type != typeof(ZeroShotHeadConfig) && type != typeof(MlNetVisionHeadConfig)).Select(type => type.Name).Order(StringComparer.Ordinal),
            Configs.Select(row => row.Data.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all, type => Assert.NotNull(type.GetCustomAttribute<KindAttribute>()));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void It_beats_guessing_where_classes_lie_apart(HeadConfig config)
    {
        ScoreTable scores = Fit(config).Predict(Data.HeldOut(Held));
        int right = Data.Truths(Held).Where((truth, i) => scores.Top(i, 1)[0] == truth).Count();
        Assert.True(right >= 14, $"{right} of 20 right; guessing gets 5.");
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Its_rows_are_distributions_or_it_says_that_they_are_not(HeadConfig config)
    {
        ScoreTable scores = Fit(config).Predict(Data.HeldOut(Held));
        Assert.Equal(config is not LinearSvmHeadConfig { Calibration: ScoreCalibration.None }, scores.AreProbabilities);
        for (int i = 0; i < scores.Count && scores.AreProbabilities; i++)
        {
            Assert.All(scores.Row(i).ToArray(), score => Assert.InRange(score, 0, 1));
            Assert.Equal(1, scores.Row(i).ToArray().Sum(), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Its_file_predicts_the_same_to_the_last_bit(HeadConfig config)
    {
        IHead head = Fit(config);
        byte[] file = Bytes(head);
        IHead read = HeadFile.Read(new MemoryStream(file));

        Assert.Equal(head.Shape, read.Shape);
        Assert.Equal(Data.Labels.Names, read.Space.Answers.Names);
        Assert.Equal(file, Bytes(read));
        ScoreTable before = head.Predict(Data.HeldOut(Held)), after = read.Predict(Data.HeldOut(Held));
        Assert.Equal(before.AreProbabilities, after.AreProbabilities);
        Assert.All(Enumerable.Range(0, before.Count), i => Assert.Equal(before.Row(i), after.Row(i)));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task A_seed_gives_the_same_bytes_on_several_cores_at_once(HeadConfig config)
    {
        byte[][] files = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Bytes(Fit(config)))));
        Assert.All(files, file => Assert.Equal(files[0], file));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void It_is_fitted_on_training_images_alone(HeadConfig config)
    {
        // The same training rows in a table whose other rows are different: no byte of the head may change.
        var other = new SyntheticFeatures(classes: 4, perClass: 15, noise: 0.8);
        float[] mixed = [.. Enumerable.Range(0, 40).SelectMany(i => other.HeldOut(..).Features(i).ToArray()), .. Enumerable.Repeat(1e9f, 20 * 24)];
        var training = new TrainingFeatures(new FeatureTable(mixed, 24, [], 0), [.. Enumerable.Range(0, 40)], Data.Truths(Train), Data.Labels);
        Assert.Equal(Bytes(Fit(config)), Bytes(Trainers.For(config).Fit(training, null, 1, CancellationToken.None).Head));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Features_of_another_network_are_refused(HeadConfig config)
    {
        IHead head = Fit(config);
        var problem = Assert.Throws<PipelineException>(() => head.Predict(new SyntheticFeatures(dimension: 5).HeldOut(..)));
        Assert.StartsWith("The head takes 24 features and the images have 5", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fitting_takes_no_held_out_images_by_type()
    {
        IEnumerable<Type> parameters = typeof(HeadTrainer).GetMethod(nameof(HeadTrainer.Fit))!.GetParameters().Select(parameter => parameter.ParameterType);
        Assert.DoesNotContain(typeof(HeldOutFeatures), parameters);
        Assert.Null(typeof(HeldOutFeatures).GetProperty("Labels"));
    }

    [Theory]
    [InlineData("softmax", "linear 24x4")]
    [InlineData("prototype", "linear 24x4")]
    [InlineData("knn", "knn 40x24")]
    [InlineData("lightgbm", "trees 50x4")]
    public void A_shape_says_what_a_timing_depends_on(string kind, string shape)
    {
        HeadConfig config = Configs.Select(row => row.Data).First(each => each.GetType().GetCustomAttribute<KindAttribute>()!.Name == kind);
        Assert.Equal(shape, Fit(config).Shape);
    }

    private static IHead Fit(HeadConfig config) => Trainers.For(config).Fit(Data.Training(Train), null, 1, CancellationToken.None).Head;

    private static byte[] Bytes(IHead head)
    {
        using var stream = new MemoryStream();
        HeadFile.Write(head, stream);
        return stream.ToArray();
    }
}
