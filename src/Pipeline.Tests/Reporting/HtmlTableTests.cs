using Pipeline.Reporting.Html;

namespace Pipeline.Tests.Reporting;

public sealed class HtmlTableTests
{
    [Theory]
    [InlineData(60, 9, "scroll")]
    [InlineData(61, 9, "scroll tall")]
    [InlineData(60, 10, "scroll many")]
    [InlineData(61, 10, "scroll tall many")]
    public void A_long_table_scrolls_below_its_headings_and_a_wide_one_is_printed_across(int rows, int columns, string css)
    {
        var text = new StringWriter();

        HtmlTable.Write(
            new HtmlWriter(text), "caption", [.. Enumerable.Range(0, columns).Select(i => new HtmlColumn($"c{i}"))],
            Enumerable.Range(0, rows).Select(row => (IReadOnlyList<HtmlCell>)[.. Enumerable.Range(0, columns).Select(i => new HtmlCell($"{row}"))]));

        Assert.StartsWith($"<div class=\"{css}\" tabindex=\"0\"", text.ToString(), StringComparison.Ordinal);
    }
}
