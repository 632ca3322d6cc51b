using CsCheck;
using Pipeline.Reporting.Html;

namespace Pipeline.Tests.Reporting;

public sealed class HtmlWriterTests
{
    public static readonly TheoryData<string> Hostile = new(
        "</title><script>alert(1)</script>", "\" onload=\"alert(1)", "' autofocus onfocus='alert(1)", "]]>", "<!--", "a&lt;b", "`${1}`", "{{constructor}}", "data:text/html,<script>alert(1)</script>");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_text_becomes_markup(string text)
    {
        string html = Write(writer => writer.Element("p", text, ("title", text)));

        Assert.Equal(2, html.Count(letter => letter == '<'));
        Assert.Equal(2, html.Count(letter => letter == '"'));
        Assert.DoesNotContain('\'', html);
        Assert.Equal((text, text), Read(html));
    }

    [Fact]
    public void Every_text_reads_back() => Gen.String.Sample(text =>
    {
        // What cannot stand in XML, or is made visible, is another matter.
        string plain = string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is < '\uFFFE' and not '\uFEFF')).Trim();
        Assert.Equal((VisibleText.Of(plain), VisibleText.Of(plain)), Read(Write(writer => writer.Element("p", plain, ("title", plain)))));
    });

    [Fact]
    public void What_turns_or_hides_writing_is_made_visible() =>
        Assert.Equal(@"photo\u{202E}gpj.exe \u{0007}\u{200F}", VisibleText.Of("photo\u202Egpj.exe \u0007\u200F"));

    [Fact]
    public void Letters_of_every_script_stay_as_they_are() => Assert.Equal("<p>Känguru 猫 كلب</p>", Write(writer => writer.Element("p", "Känguru 猫 كلب")));

    [Fact]
    public void An_attribute_without_a_value_is_its_name_or_nothing() =>
        Assert.Equal("<details open></details>", Write(writer => writer.Element("details", null, ("open", true), ("hidden", false), ("id", null))));

    private static string Write(Action<HtmlWriter> write)
    {
        var text = new StringWriter();
        write(new HtmlWriter(text));
        return text.ToString();
    }

    private static (string Text, string Title) Read(string html)
    {
        var element = System.Xml.Linq.XElement.Parse(html, System.Xml.Linq.LoadOptions.PreserveWhitespace);
        return (element.Value, element.Attribute("title")!.Value);
    }
}
