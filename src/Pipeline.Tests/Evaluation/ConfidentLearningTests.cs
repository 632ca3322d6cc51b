using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

public sealed class ConfidentLearningTests
{
    [Fact]
    public void An_image_is_in_doubt_when_it_reaches_another_classes_own_mean_and_not_its_label()
    {
        // Thresholds by hand: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.7 + 0.9) / 2 = 0.8.
        double[][] probabilities = [[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7], [0.1, 0.9]];
        var doubt = Assert.Single(ConfidentLearning.Doubtful(probabilities, [0, 0, 0, 1, 1]));
        Assert.Equal((2, 1, 0.9, 0.1), (doubt.Image, doubt.Likely, doubt.Probability, doubt.OwnProbability));
    }

    [Fact]
    public void A_wrong_answer_that_is_not_sure_of_itself_raises_no_doubt() =>
        Assert.Empty(ConfidentLearning.Doubtful([[0.9, 0.1], [0.45, 0.55], [0.1, 0.9]], [0, 0, 1]));

    [Fact]
    public void The_most_doubtful_come_first() =>
        Assert.Equal([3, 2], ConfidentLearning.Doubtful([[0.9, 0.1], [0.9, 0.1], [0.2, 0.8], [0, 1], [0.3, 0.7], [0.4, 0.6]], [0, 0, 0, 0, 1, 1]).Select(doubt => doubt.Image));

    [Fact]
    public void No_images_raise_no_doubt() => Assert.Empty(ConfidentLearning.Doubtful([], []));
}
