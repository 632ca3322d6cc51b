using CsCheck;
using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

public sealed class ArrayCutTests
{
    [Fact]
    public void Neighbours_are_written_as_ranges() =>
        Assert.Equal("0-2,4,7-8", Assert.Single(ArrayCut.Of([0, 1, 2, 4, 7, 8], 1001)).List);

    [Fact]
    public void An_array_is_cut_where_the_cluster_ends_it()
    {
        var cuts = ArrayCut.Of([.. Enumerable.Range(0, 2500)], 1001);

        Assert.Equal([(0, "0-999"), (1000, "0-999"), (2000, "0-499")], cuts.Select(cut => (cut.Offset, cut.List)));
    }

    [Theory]
    [InlineData(0, 1001, 4, "0%3a")]
    [InlineData(1007, 1001, 4, "1%3a")]
    [InlineData(12_007, 1001, 4, "12%3a")]
    [InlineData(7, 10_001, 4, "%4a")]
    [InlineData(10_007, 10_001, 4, "1%4a")]
    [InlineData(7, 101, 4, "00%2a")]
    [InlineData(307, 101, 4, "03%2a")]
    public void A_file_pattern_names_the_task(int task, int maxArraySize, int width, string pattern) =>
        Assert.Equal(pattern, Assert.Single(ArrayCut.Of([task], maxArraySize)).TaskPattern(width));

    [Fact]
    public void A_list_that_Slurm_would_refuse_for_its_length_is_cut()
    {
        var cuts = ArrayCut.Of([.. Enumerable.Range(0, 5000).Select(i => 2 * i)], 10_001);

        Assert.True(cuts.Count > 5);
        Assert.All(cuts, cut => Assert.InRange(cut.List.Length, 1, 4086));
    }

    [Fact]
    public void Every_task_is_in_one_array_whatever_the_cluster() =>
        Gen.Select(Gen.Int[0, 30_000].HashSet[0, 300], Gen.OneOf(Gen.Const(2), Gen.Const(10), Gen.Const(11), Gen.Const(1001), Gen.Const(4_000_001))).Sample((tasks, maxArraySize) =>
        {
            int[] sorted = [.. tasks.Order()];
            var cuts = ArrayCut.Of(sorted, maxArraySize);
            return cuts.SelectMany(cut => cut.Elements.Select(element => cut.Offset + element)).Order().SequenceEqual(sorted)
                && cuts.All(cut => cut.Elements.All(element => element < maxArraySize));
        });
}
