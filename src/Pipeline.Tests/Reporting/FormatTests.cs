using Pipeline.Reporting;

namespace Pipeline.Tests.Reporting;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, "0.0 kB")]
    [InlineData(10_283, "10.3 kB")]
    [InlineData(99_999, "100.0 kB")]
    [InlineData(100_000, "0.1 MB")]
    [InlineData(12_171_776, "12.2 MB")]
    public void A_size_is_in_the_unit_that_suits(long bytes, string text) => Assert.Equal(text, Format.Bytes(bytes));

    [Theory]
    [InlineData(-0.4, "0")]
    [InlineData(62.5, "63")]
    [InlineData(-37.5, "-38")]
    public void Ends_of_intervals_are_whole_points_and_never_minus_nothing(double points, string text) => Assert.Equal(text, Format.WholePoints(points));
}
