using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Statistics;

public sealed class AssociationTests
{
    [Fact]
    public void An_attribute_that_is_the_class_tells_all_of_it()
    {
        string[] classes = [.. Enumerable.Range(0, 40).Select(i => $"c{i % 4}")];
        var association = Association.Of(classes, classes, 1)!;
        Assert.Equal((1, 0.001, 1, 0.25), (association.V, association.P, association.Accuracy, association.Baseline));
    }

    [Fact]
    public void An_attribute_that_has_nothing_to_do_with_it_tells_nothing()
    {
        string[] classes = [.. Enumerable.Range(0, 40).Select(i => $"c{i % 4}")], values = [.. Enumerable.Range(0, 40).Select(i => $"v{i / 4 % 2}")];
        var association = Association.Of(values, classes, 1)!;
        Assert.Equal((0, 1), (association.V, association.P));
    }

    [Fact]
    public void V_is_that_of_the_definition()
    {
        // [[30, 10], [10, 30]]: chi square 80 * (0.5^2) = 20; phi^2 = 0.25 - 1/79; both sides 2 - 1/79; V = sqrt(phi^2 / (1 - 1/79)).
        string[] values = [.. Enumerable.Repeat("a", 40), .. Enumerable.Repeat("b", 40)];
        string[] classes = [.. Enumerable.Repeat("x", 30), .. Enumerable.Repeat("y", 10), .. Enumerable.Repeat("x", 10), .. Enumerable.Repeat("y", 30)];
        var association = Association.Of(values, classes, 1)!;
        Assert.Equal(Math.Sqrt((0.25 - (1.0 / 79)) / (1 - (1.0 / 79))), association.V, 1e-12);
        Assert.Equal((0.75, 0.5), (association.Accuracy, association.Baseline));
        Assert.Equal(0.001, association.P);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(40, 4)]
    [InlineData(7, 3)]
    public void A_value_of_its_own_for_each_image_tells_nothing(int images, int classes)
    {
        // It fits any classes: the correction leaves 0 of 0, which is nothing rather than not a number.
        var association = Association.Of([.. Enumerable.Range(0, images).Select(i => $"v{i}")], [.. Enumerable.Range(0, images).Select(i => $"c{i % classes}")], 1)!;
        Assert.Equal((0, 1), (association.V, association.P));
        Assert.Equal(association.Baseline, association.Accuracy);
    }

    [Fact]
    public void Where_no_class_wins_among_the_others_the_largest_is_named()
    {
        // The first value: without its z there are two x and two y, so z, rightly; without one x or y the other one wins, wrongly. The second: z always.
        var association = Association.Of([.. "aaaaabbbb".Select(value => $"{value}")], [.. "xxyyzzzzz".Select(name => $"{name}")], 1)!;
        Assert.Equal(5 / 9.0, association.Accuracy);
    }

    /// <summary>The same generator and Fisher-Yates shuffles, written in Python, led to these. Counting says 2 of 20: three of six images in one class.</summary>
    [Theory]
    [InlineData("aaabbb", "xxxyyy", 1, 0.084)]
    [InlineData("aaabbb", "xxxyyy", 2, 0.095)]
    [InlineData("aaaabbbb", "xxxyxyyy", 7, 0.462)]
    [InlineData("aaaabbbbcccc", "xxxyyyzzzzxy", 1, 0.429)]
    public void A_seed_leads_to_the_same_p_value_everywhere(string values, string classes, int seed, double p) =>
        Assert.Equal(p, Association.Of([.. values.Select(value => $"{value}")], [.. classes.Select(name => $"{name}")], seed)!.P);

    [Fact]
    public void One_value_or_one_class_is_no_question()
    {
        Assert.Null(Association.Of(["a", "a"], ["x", "y"], 1));
        Assert.Null(Association.Of(["a", "b"], ["x", "x"], 1));
    }
}
