using Pipeline.Artifacts;
using Pipeline.Heads;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>One answer: the image, what it is, the best three labels, and what the answer earned by which rule.</summary>
/// <param name="run">Its run.</param>
/// <param name="pictures">The page's pictures.</param>
internal sealed class AnswerCard(ReportedRun run, PicturePool pictures)
{
    public void Write(HtmlWriter html, ReportedAnswer answer)
    {
        var saved = answer.Saved;
        using (html.Open("li", ("class", "card")))
        {
            pictures.Show(html, saved.Sha256, $"Image {saved.Image}, {saved.Truth}");
            using (html.Open("div", ("class", "file")))
            {
                html.Element("bdi", saved.Image);
                if (run.Quality.Repeats > 1)
                {
                    html.Text($", repeat {Format.Count(saved.Repeat)}");
                }
            }

            using (html.Open("p", ("class", "truth")))
            {
                html.Element("bdi", saved.Truth);
            }

            Top(html, saved, run.Score);
            Grade(html, saved);
        }
    }

    /// <summary>The best labels with their scores; the right one is marked in words and by a tick, not by colour alone.</summary>
    public static void Top(HtmlWriter html, SavedAnswer saved, Func<double, string> score)
    {
        using (html.Open("ol", ("class", "top")))
        {
            foreach (var (place, label) in saved.Top.Index())
            {
                bool isRight = saved.RightAt == place + 1;
                using (html.Open("li", ("class", isRight ? "is-right" : null)))
                {
                    html.Element("span", isRight ? "\u2713" : Format.Count(place + 1), ("aria-hidden", "true"));
                    using (html.Open("span"))
                    {
                        html.Element("bdi", label.Label);
                        if (isRight)
                        {
                            html.Element("span", " (right)", ("class", "silent"));
                        }
                    }

                    html.Element("span", score(label.Score), ("class", "score"));
                    Bar(html, label);
                }
            }
        }
    }

    public static void Grade(HtmlWriter html, SavedAnswer saved)
    {
        using (html.Open("p", ("class", $"grade g{Format.Count(saved.Points)}")))
        {
            html.Text($"{Format.Count(saved.Points)} points");
            html.Element("span", $" {RuleWords.Of(saved.Rule)}", ("class", "rule"));
        }
    }

    private static void Bar(HtmlWriter html, RankedLabel label)
    {
        if (label.Score is < 0 or > 1)
        {
            return;
        }

        // Few letters, as there may be thousands of them; the track is the drawing's background.
        using (html.Open("svg", ("viewBox", "0 0 100 5"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")))
        {
            html.Element("path", null, ("d", $"M0 0h{Format.WholePoints(100 * label.Score)}v5H0"));
        }
    }
}
