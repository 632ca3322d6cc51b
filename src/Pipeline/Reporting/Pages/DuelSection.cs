using Pipeline.Artifacts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Two runs on the images that one alone got right.</summary>
/// <param name="Subject">The run that the verdict is about.</param>
/// <param name="Reference">The run that it is held against.</param>
/// <param name="OnlySubject">Names of the images.</param>
/// <param name="OnlyReference">The same.</param>
internal sealed record Duel(ComparedPictures Subject, ComparedPictures Reference, IReadOnlyList<string> OnlySubject, IReadOnlyList<string> OnlyReference)
{
    /// <summary>More pictures of one kind say no more.</summary>
    public const int Shown = 24;

    public IEnumerable<PageImage> Images => OnlySubject.Take(Shown).Concat(OnlyReference.Take(Shown)).Select(image => Subject.Image(Subject.Named(image)));
}

/// <summary>Only A right, only B right, side by side.</summary>
internal static class DuelSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<Duel> duels, int pairs, PicturePool pictures)
    {
        if (duels.Count == 0)
        {
            html.Element("p", "No two runs answered the same images.");
            return;
        }

        string limit = duels.Count < pairs ? $" Shown for the first {Format.Count(duels.Count)} of {Format.Count(pairs)} pairs; compare fewer runs to see others." : "";
        html.Element("p", $"Images that one of the two alone got right, with both answers (of the first repeat), at most {Format.Count(Duel.Shown)} on each side.{limit}");
        foreach (var (i, duel) in duels.Index())
        {
            using (html.Open("details", ("open", i == 0)))
            {
                html.Element("summary", $"{duel.Subject.Name} against {duel.Reference.Name}: {Format.Count(duel.OnlySubject.Count)} to {Format.Count(duel.OnlyReference.Count)}");
                using (html.Open("div", ("class", "duel")))
                {
                    Side(html, duel, duel.OnlySubject, $"Only {duel.Subject.Name} right", pictures);
                    Side(html, duel, duel.OnlyReference, $"Only {duel.Reference.Name} right", pictures);
                }
            }
        }
    }

    private static void Side(HtmlWriter html, Duel duel, IReadOnlyList<string> images, string title, PicturePool pictures)
    {
        using (html.Open("div"))
        {
            string rest = images.Count > Duel.Shown ? $", {Format.Count(Duel.Shown)} shown" : "";
            html.Element("h3", $"{title}: {Format.Count(images.Count)} {(images.Count == 1 ? "image" : "images")}{rest}");
            using (html.Open("ul", ("class", "cards")))
            {
                foreach (string image in images.Take(Duel.Shown))
                {
                    Card(html, duel, duel.Subject.Named(image), pictures);
                }
            }
        }
    }

    private static void Card(HtmlWriter html, Duel duel, SavedAnswer subject, PicturePool pictures)
    {
        using (html.Open("li", ("class", "card")))
        {
            pictures.Show(html, subject.Sha256, $"Image {subject.Image}, {subject.Truth}");
            using (html.Open("div", ("class", "file")))
            {
                html.Element("bdi", subject.Image);
            }

            using (html.Open("p", ("class", "truth")))
            {
                html.Element("bdi", subject.Truth);
            }

            Answer(html, duel.Subject, subject);
            Answer(html, duel.Reference, duel.Reference.Of(subject));
        }
    }

    private static void Answer(HtmlWriter html, ComparedPictures run, SavedAnswer? answer)
    {
        html.Element("p", run.Name, ("class", "who"));
        if (answer is not null)
        {
            AnswerCard.Top(html, answer, run.Score);
            AnswerCard.Grade(html, answer);
        }
    }
}
