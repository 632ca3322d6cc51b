using Pipeline.Datasets;
using Pipeline.Splits;

namespace Pipeline.Tests.Splits;

public sealed class DuplicateGroupsTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 1, 1, 1)]
    [InlineData(true, 1, 1, 0)]
    [InlineData(true, 0, 1)]
    public void A_group_has_several_labels_where_one_image_stands_elsewhere(bool several, params int[] labels) =>
        Assert.Equal(several, Assert.Single(NearDuplicates(labels).Groups).HasSeveralLabels);

    [Theory]
    [InlineData(2, 0, 2, 2)]
    [InlineData(1, 2, 1, 1, 2)]
    public void Its_label_is_the_commonest_or_the_first_of_those(int label, params int[] labels) =>
        Assert.Equal(label, Assert.Single(NearDuplicates(labels).Groups).Label);

    [Fact]
    public void Each_image_is_in_one_group()
    {
        LabeledImage[] images = [Image("a", 0), Image("b", 1), Image("c", 0) with { Group = SplitSamples.Hash("a") }];

        var groups = DuplicateGroups.Of(images);

        Assert.Equal([[0, 2], [1]], groups.Groups.Select(group => group.Images));
        Assert.Equal([0, 1, 0], Enumerable.Range(0, images.Length).Select(groups.Of));
    }

    [Fact]
    public void The_same_bytes_cannot_stand_under_two_labels()
    {
        var problem = Assert.Throws<ArgumentException>(() => DuplicateGroups.Of([Image("a", 0), Image("a", 1)]));

        Assert.Equal("The bytes of a.jpg stand under two labels.", problem.Message);
    }

    private static DuplicateGroups NearDuplicates(int[] labels) =>
        DuplicateGroups.Of([.. labels.Select((label, number) => Image($"{number}", label) with { Group = SplitSamples.Hash("0") })]);

    private static LabeledImage Image(string content, int label) => new($"{content}.jpg", label, SplitSamples.Hash(content));
}
