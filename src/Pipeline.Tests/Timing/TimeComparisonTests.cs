using Pipeline.Timing;

namespace Pipeline.Tests.Timing;

public sealed class TimeComparisonTests
{
    [Theory]
    [InlineData(1.00, TimeVerdict.NoPracticalDifference)]
    [InlineData(1.029, TimeVerdict.NoPracticalDifference)]
    [InlineData(0.975, TimeVerdict.NoPracticalDifference)]
    [InlineData(1.04, TimeVerdict.Slower)]
    [InlineData(0.5, TimeVerdict.Faster)]
    internal void Three_percent_is_what_counts(double factor, TimeVerdict expected)
    {
        var comparison = TimeComparison.Of(Times("a", i => (10 + i) * factor), Times("b", i => 10 + i), 1);

        Assert.Equal(expected, comparison.Verdict);
        Assert.Equal(factor, comparison.Ratio!.Value.Ratio, 1e-9);
    }

    [Fact]
    public void Images_that_disagree_tell_nothing() =>
        Assert.Equal(TimeVerdict.NotDistinguishable, TimeComparison.Of(Times("a", i => i % 2 == 0 ? 11 : 30), Times("b", i => i % 2 == 0 ? 30 : 10), 1).Verdict);

    [Fact]
    public void The_interval_of_a_median_grows_with_what_differs_between_images_and_between_starts()
    {
        var alike = Times("a", _ => 10);
        var images = Times("a", i => 10 + i);
        var starts = images with { Launches = [.. new[] { 1, 1.2, 1.4 }.Select(slower => images.Launches[0].ToDictionary(pair => pair.Key, pair => pair.Value * slower))] };

        Assert.Equal(0, alike.RelativeInterval(1)!.Value.Width, 1e-9);
        Assert.True(images.RelativeInterval(1)!.Value.Contains(1));
        Assert.InRange(images.RelativeInterval(1)!.Value.Width, 0.1, 2);
        Assert.True(starts.RelativeInterval(1)!.Value.Width > images.RelativeInterval(1)!.Value.Width);
        Assert.Null((images with { Launches = [new Dictionary<string, double> { ["one"] = 1 }] }).RelativeInterval(1));
    }

    [Fact]
    public void Other_machines_other_images_and_no_times_are_not_compared()
    {
        var times = Times("a", i => 10 + i);

        Assert.Equal(TimeVerdict.NotComparable, TimeComparison.Of(times, times with { Machine = "another", Measurement = "b" }, 1).Verdict);
        Assert.Equal(TimeVerdict.NotComparable, TimeComparison.Of(times, Times("b", i => 10 + i, "other"), 1).Verdict);
        Assert.Equal(TimeVerdict.NotTimed, TimeComparison.Of(times, null, 1).Verdict);
        Assert.Equal(TimeVerdict.SameMeasurement, TimeComparison.Of(times, times, 1).Verdict);
    }

    [Fact]
    public void A_difference_that_another_start_turns_round_is_none()
    {
        var (subject, reference) = (Times("a", i => (10 + i) * 1.1), Times("b", i => 10 + i));
        MeasuredTimes Starts(MeasuredTimes times, params double[] slowdowns) =>
            times with { Launches = [.. slowdowns.Select(slowdown => times.Launches[0].ToDictionary(image => image.Key, image => image.Value * slowdown))] };

        Assert.Equal(TimeVerdict.Slower, TimeComparison.Of(subject, reference, 1).Verdict);
        Assert.Equal(TimeVerdict.Slower, TimeComparison.Of(Starts(subject, 1, 1.01, 1), Starts(reference, 1, 1, 1.01), 1).Verdict);
        Assert.Equal(TimeVerdict.NotDistinguishable, TimeComparison.Of(Starts(subject, 1, 0.85, 1.15), Starts(reference, 1, 1, 1), 1).Verdict);
    }

    [Fact]
    public void What_a_start_does_to_both_cancels_out_only_where_they_share_it()
    {
        var (subject, reference) = (Times("a", i => (10 + i) * 1.1), Times("b", i => 10 + i));
        MeasuredTimes Starts(MeasuredTimes times, string measuredIn) =>
            times with { MeasuredIn = measuredIn, Launches = [.. new[] { 1, 1.3, 0.8 }.Select(slowdown => times.Launches[0].ToDictionary(image => image.Key, image => image.Value * slowdown))] };

        Assert.Equal(TimeVerdict.Slower, TimeComparison.Of(Starts(subject, "sweep"), Starts(reference, "sweep"), 1).Verdict);
        Assert.Equal(TimeVerdict.NotDistinguishable, TimeComparison.Of(Starts(subject, "one run"), Starts(reference, "another"), 1).Verdict);
    }

    private static MeasuredTimes Times(string measurement, Func<int, double> ms, string image = "image") =>
        new(measurement, measurement, "a machine", [Enumerable.Range(0, 21).ToDictionary(i => $"{image}{i}", ms)]);
}
