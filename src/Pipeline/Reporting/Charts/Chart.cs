using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Charts;

/// <summary>A drawing with its own title and description, in SVG. Colours and letters come from the style sheet's classes, so that they follow the reader's theme.</summary>
/// <param name="Name">In file names and anchors, for example <c>reliability</c>.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Description">What a reader who cannot see it must be told.</param>
/// <param name="Width">Of the drawing, in its own units; letters are 12 of them high.</param>
/// <param name="Height">The same.</param>
/// <param name="Draw">Writes what is inside.</param>
/// <param name="HasLinks">Whether there is something to click on: then it is no picture to those who have it read to them.</param>
internal sealed record Chart(string Name, string Title, string Description, double Width, double Height, Action<HtmlWriter> Draw, bool HasLinks = false)
{
    /// <summary>A wider drawing is scrolled on a phone, where its letters would otherwise be too small to read.</summary>
    private const double Wide = 600;

    /// <summary>As part of a page, below its title.</summary>
    public void WriteFigure(HtmlWriter html)
    {
        using (html.Open("figure"))
        {
            html.Element("figcaption", Title);
            if (Width <= Wide)
            {
                Write(html, style: null);
                return;
            }

            using (html.Open("div", ("class", "scroll wide"), ("tabindex", 0), ("role", "region"), ("aria-label", Title)))
            {
                Write(html, style: null);
            }
        }
    }

    /// <summary>The drawing alone.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="style">Its style sheet; null where the page has it.</param>
    public void Write(HtmlWriter html, string? style)
    {
        using (html.Open(
            "svg", ("xmlns", style is null ? null : "http://www.w3.org/2000/svg"), ("class", "chart"), ("viewBox", FormattableString.Invariant($"0 0 {Width:0.##} {Height:0.##}")),
            ("width", Width), ("height", Height), ("role", HasLinks ? "group" : "img"), ("aria-labelledby", $"{Name}-title {Name}-desc")))
        {
            html.Element("title", Title, ("id", $"{Name}-title"));
            html.Element("desc", Description, ("id", $"{Name}-desc"));
            if (style is not null)
            {
                using (html.Open("style"))
                {
                    html.Raw(style);
                }
            }

            Draw(html);
        }
    }
}
