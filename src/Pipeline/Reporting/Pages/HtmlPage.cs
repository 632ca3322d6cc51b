using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>A part of a page, with a place in its list of contents.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Write">Writes what stands below the heading.</param>
internal sealed record PageSection(string Id, string Title, Action<HtmlWriter> Write);

/// <summary>One self-contained HTML file: nothing is loaded, nothing but its own script runs, and it is whole without the script.</summary>
/// <param name="Title">Of the window and of the page.</param>
/// <param name="Lead">What stands below the title.</param>
/// <param name="Sections">In reading order.</param>
/// <param name="Pictures">All pictures that the sections show.</param>
internal sealed record HtmlPage(string Title, Action<HtmlWriter> Lead, IReadOnlyList<PageSection> Sections, PicturePool Pictures)
{
    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        html.Raw("<!doctype html>\n");
        using (html.Open("html", ("lang", "en")))
        {
            Head(html);
            using (html.Open("body"))
            {
                Body(html);
            }
        }

        output.Write('\n');
    }

    private void Head(HtmlWriter html)
    {
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.Policy));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Void("meta", ("name", "generator"), ("content", "Pipeline"));
            html.Element("title", Title);
            using (html.Open("style"))
            {
                html.Raw(PageAssets.Style);
            }
        }
    }

    private void Body(HtmlWriter html)
    {
        html.Element("a", "Skip to the content", ("class", "skip"), ("href", "#content"));
        using (html.Open("header"))
        {
            html.Element("h1", Title);
            Lead(html);
        }

        using (html.Open("nav", ("aria-label", "Contents")))
        using (html.Open("ul"))
        {
            foreach (var section in Sections)
            {
                using (html.Open("li"))
                {
                    html.Element("a", section.Title, ("href", $"#{section.Id}"));
                }
            }
        }

        using (html.Open("main", ("id", "content")))
        {
            foreach (var section in Sections)
            {
                using (html.Open("section", ("id", section.Id), ("aria-labelledby", $"{section.Id}-heading")))
                {
                    html.Element("h2", section.Title, ("id", $"{section.Id}-heading"));
                    section.Write(html);
                }

                html.Raw("\n");
            }
        }

        html.Element("footer", "Written by Pipeline from the files of run folders. This file loads nothing and sends nothing.");
        Pictures.WriteAll(html);
        using (html.Open("script", ("type", "module")))
        {
            html.Raw(PageAssets.Script);
        }
    }
}
