using Pipeline.Datasets;

namespace Pipeline.Tests.Datasets;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"a\"", "\"say \"\"a\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" padded", "\" padded\"")]
    [InlineData("=1+1", "\"=1+1\"")]
    [InlineData("@x", "\"@x\"")]
    [InlineData("-x", "\"-x\"")]
    [InlineData("ÄÖ 猫", "ÄÖ 猫")]
    public void Text_is_quoted_where_it_must_be_and_never_changed(string text, string cell) => Assert.Equal(cell + "\n", Line(text));

    [Fact]
    public void Numbers_are_written_as_they_round_trip() => Assert.Equal("-1.5,0.1,3,,1E-07\n", Line(-1.5, 0.1, 3, null, 1e-7));

    private static string Line(params object?[] cells)
    {
        var text = new StringWriter();
        new CsvWriter(text).Row(cells);
        return text.ToString();
    }
}
