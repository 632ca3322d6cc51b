using CsCheck;
using Pipeline.Reporting.Charts;

namespace Pipeline.Tests.Reporting;

public sealed class ScaleTests
{
    [Fact]
    public void Ticks_are_round_and_within_the_axis()
    {
        Assert.Equal([0, 100, 200, 300, 400, 500], new Scale(0, 500, 0, 1).Ticks());
        Assert.Equal([0.2, 0.4, 0.6], new Scale(0.11, 0.73, 0, 1).Ticks(3).Select(tick => Math.Round(tick, 9)));
        Assert.Equal([5, 10, 20, 50, 100, 200], new Scale(4, 210, 0, 1, IsLog: true).Ticks());
    }

    [Fact]
    public void Values_keep_their_order_and_lie_on_the_axis() => Gen.Select(Gen.Double[0.001, 1e6].Array[1, 20], Gen.Bool).Sample((values, times) =>
    {
        var scale = times ? Scale.OverTimes(values, 10, 90) : Scale.Over(values, 10, 90);

        Assert.All(values, value => Assert.InRange(scale.At(value), 10, 90));
        Assert.True(scale.At(values.Min()) <= scale.At(values.Max()));
        Assert.InRange(scale.Ticks().Count, 1, 60);
    });

    [Fact]
    public void An_axis_of_one_value_or_none_is_drawn_too()
    {
        Assert.NotEmpty(Scale.Over([3, 3, 3], 0, 1).Ticks());
        Assert.NotEmpty(Scale.Over([0], 0, 1).Ticks());
        Assert.NotEmpty(Scale.Over([], 0, 1).Ticks());
    }
}
