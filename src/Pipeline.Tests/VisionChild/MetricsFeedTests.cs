using Pipeline.Vision;
using Pipeline.Vision.Protocol;
using Net = Microsoft.ML.Vision.ImageClassificationTrainer;
using Part = Microsoft.ML.Vision.ImageClassificationTrainer.ImageClassificationMetrics.Dataset;

namespace Pipeline.Tests.VisionChild;

public sealed class MetricsFeedTests
{
    private readonly List<TrainerEvent> _heard = [];
    private readonly MetricsFeed _feed;

    public MetricsFeedTests() => _feed = new(
        ChildSample.Training(ChildSample.Options(new ConstantRate()), [new("a.jpg", 0), new("b.jpg", 1)], [new("c.jpg", 2)]), _heard.Add);

    [Fact]
    public void What_is_heard_of_one_object_that_changes_are_its_values_at_that_time()
    {
        SeeImages(validation: 1, training: 2);
        var reused = new Net.ImageClassificationMetrics { Train = new() { Epoch = 0, Accuracy = 0.5f, CrossEntropy = 1.1f, LearningRate = 0.02f } };
        _feed.Hear(reused);
        (reused.Train!.DatasetUsed, reused.Train.Accuracy, reused.Train.LearningRate) = (Part.Validation, 0.25f, 0.01f);
        _feed.Hear(reused);

        Assert.Equal(
            [
                new FeaturesDone(ImagePart.Validation, 1),
                new FeaturesDone(ImagePart.Training, 1),
                new FeaturesDone(ImagePart.Training, 2),
                new EpochDone(0, ImagePart.Training, 0.02, 0.5, 1.1),
                new EpochDone(0, ImagePart.Validation, double.NaN, 0.25, 1.1),
            ],
            _heard);
    }

    [Theory]
    [InlineData(1, 1, "only 1 of the 2 training images")]
    [InlineData(0, 2, "only 0 of the 1 validation images")]
    public void Images_that_were_left_out_end_the_training(int validation, int training, string expected)
    {
        SeeImages(validation, training);

        Assert.Contains(expected, Assert.Throws<VisionException>(() => _feed.Hear(new() { Train = new() })).Message, StringComparison.Ordinal);
    }

    private void SeeImages(int validation, int training)
    {
        var reused = new Net.ImageClassificationMetrics { Bottleneck = new() { DatasetUsed = Part.Validation } };
        See(reused, validation);
        (reused.Bottleneck!.DatasetUsed, reused.Bottleneck.Index) = (Part.Train, 0);
        See(reused, training);
    }

    private void See(Net.ImageClassificationMetrics reused, int images)
    {
        for (int image = 0; image < images; image++)
        {
            reused.Bottleneck!.Index++;
            _feed.Hear(reused);
        }
    }
}
