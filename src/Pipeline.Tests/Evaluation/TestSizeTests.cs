using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

public sealed class TestSizeTests
{
    [Theory]
    [InlineData(50, "50 images: at least 6 discordant answers, all one way, for p < 0.05")]
    [InlineData(6, "6 images: at least 6 discordant answers, all one way, for p < 0.05")]
    [InlineData(5, "5 images: too few to tell two configurations apart; 6 discordant answers, all one way, are the least for p < 0.05")]
    [InlineData(1, "1 image: too few to tell two configurations apart; 6 discordant answers, all one way, are the least for p < 0.05")]
    public void What_a_test_size_can_show_is_said_in_a_line(int images, string expected) => Assert.Equal(expected, TestSize.Describe(images));
}
