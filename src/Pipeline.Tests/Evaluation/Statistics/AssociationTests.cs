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

    [Fact]
    public void A_value_of_its_own_for_each_image_does_not_name_its_class() =>
        Assert.Equal(0.25, Association.Of([.. Enumerable.Range(0, 40).Select(i => $"v{i}")], [.. Enumerable.Range(0, 40).Select(i => $"c{i % 4}")], 1)!.Accuracy);

    [Fact]
    public void One_value_or_one_class_is_no_question()
    {
        Assert.Null(Association.Of(["a", "a"], ["x", "y"], 1));
        Assert.Null(Association.Of(["a", "b"], ["x", "x"], 1));
    }
}
