using Microsoft.ML;
using Microsoft.ML.Trainers;
using Pipeline.Vision;
using Pipeline.Vision.Protocol;
using Net = Microsoft.ML.Vision.ImageClassificationTrainer;

namespace Pipeline.Tests.VisionChild;

public sealed class TrainerOptionsMapTests
{
    private static readonly ConstantRate s_constant = new();
    private static readonly LabeledFile[] s_files = [new("a.jpg", 0), new("b.jpg", 1), new("c.jpg", 2)];

    [Fact]
    public void Numbers_and_folders_are_handed_over_as_they_are()
    {
        var options = Map(ChildSample.Options(s_constant));

        Assert.Equal((7, 5, 0.02f), (options.Epoch, options.BatchSize, options.LearningRate));
        Assert.Equal("/workspace", options.WorkspacePath);
        Assert.True(options.TestOnTrainSet);
    }

    [Fact]
    public void Every_architecture_has_its_own()
    {
        var mapped = Enum.GetValues<VisionArchitecture>().ToDictionary(one => one.Name, one => Map(ChildSample.Options(s_constant) with { Architecture = one }).Arch.ToString());

        Assert.Equal(
            new() { ["resnet_v2_50"] = "ResnetV250", ["resnet_v2_101"] = "ResnetV2101", ["inception_v3"] = "InceptionV3", ["mobilenet_v2"] = "MobilenetV2" }, mapped);
    }

    [Fact]
    public void A_constant_rate_takes_the_default_schedule_away() => Assert.Null(Map(ChildSample.Options(s_constant)).LearningRateScheduler);

    [Fact]
    public void The_learning_rate_is_that_of_the_schedule()
    {
        var exponential = Assert.IsType<ExponentialLRDecay>(Map(ChildSample.Options(new ExponentialRate(3, 0.5, false))).LearningRateScheduler);
        var polynomial = Assert.IsType<PolynomialLRDecay>(Map(ChildSample.Options(new PolynomialRate(4, 0.001, 2, true))).LearningRateScheduler);
        var stepwise = Assert.IsType<LsrDecay>(Map(ChildSample.Options(new StepwiseRate())).LearningRateScheduler);

        Assert.Equal((0.02f, 3f, 0.5f, false), (exponential.LearningRate, exponential.NumEpochsPerDecay, exponential.DecayRate, exponential.Staircase));
        Assert.Equal(
            (0.02f, 4f, 0.001f, 2f, true), (polynomial.LearningRate, polynomial.NumEpochsPerDecay, polynomial.EndLearningRate, polynomial.Power, polynomial.Cycle));
        Assert.Equal(0.02f, stepwise.BaseLearningRate);
    }

    [Theory]
    [InlineData(EarlyStoppingMetric.Accuracy, true)]
    [InlineData(EarlyStoppingMetric.Loss, false)]
    public void Early_stopping_watches_accuracy_rise_or_loss_fall(EarlyStoppingMetric metric, bool rising)
    {
        var stop = Map(ChildSample.Options(s_constant) with { EarlyStopping = new(metric, 0.05, 4) }, s_files).EarlyStoppingCriteria!;

        Assert.Equal((metric.ToString(), 0.05f, 4, rising), (stop.Metric.ToString(), stop.MinDelta, stop.Patience, stop.CheckIncreasing));
    }

    [Fact]
    public void Without_early_stopping_the_default_one_is_taken_away() => Assert.Null(Map(ChildSample.Options(s_constant)).EarlyStoppingCriteria);

    [Fact]
    public void Nothing_is_held_out_of_the_training_images()
    {
        var with = Map(ChildSample.Options(s_constant), s_files);
        var without = Map(ChildSample.Options(s_constant));

        Assert.Null(with.ValidationSetFraction);
        Assert.Null(without.ValidationSetFraction);
        Assert.Null(without.ValidationSet);
        Assert.Equal(typeof(uint), with.ValidationSet!.Schema[with.LabelColumnName].Type.RawType);
    }

    [Fact]
    public void No_cache_of_another_training_is_taken()
    {
        var options = Map(ChildSample.Options(s_constant));

        Assert.False(options.ReuseTrainSetBottleneckCachedValues || options.ReuseValidationSetBottleneckCachedValues);
        Assert.Equal("training-mobilenet_v2.csv", options.TrainSetBottleneckCachedValuesFileName);
        Assert.Equal("validation-mobilenet_v2.csv", options.ValidationSetBottleneckCachedValuesFileName);
    }

    [Fact]
    public void Columns_have_names_that_a_TensorFlow_graph_takes()
    {
        var options = Map(ChildSample.Options(s_constant));

        Assert.Equal(
            ["Image", "Label", "Score", "PredictedLabel"],
            [options.FeatureColumnName, options.LabelColumnName, options.ScoreColumnName, options.PredictedLabelColumnName]);
    }

    [Fact]
    public void A_second_training_has_options_of_its_own()
    {
        var once = ChildSample.Options(new ExponentialRate(2, 0.94, true)) with { EarlyStopping = new(EarlyStoppingMetric.Accuracy, 0.01, 20) };
        var (first, second) = (Map(once, s_files), Map(once, s_files));

        Assert.NotSame(first.EarlyStoppingCriteria, second.EarlyStoppingCriteria);
        Assert.NotSame(first.LearningRateScheduler, second.LearningRateScheduler);
    }

    private static Net.Options Map(TrainerOptions options, params LabeledFile[] validation) =>
        TrainerOptionsMap.Of(ChildSample.Training(options, s_files, validation), new ImageRows(new MLContext(1), ChildSample.Labels), _ => { });
}
