using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>The answers that one would look at first.</summary>
internal static class GallerySection
{
    private const int Shown = 12;

    /// <summary>Lost points first; of equal ones the surest.</summary>
    public static IEnumerable<ReportedAnswer> Worst(ReportedRun run) =>
        run.Answers.Where(answer => answer.Saved.Points < 10).OrderBy(answer => answer.Saved.Points).ThenByDescending(answer => answer.Confidence)
            .ThenBy(answer => answer.Saved.Image, StringComparer.Ordinal).ThenBy(answer => answer.Saved.Repeat).Take(Shown);

    /// <summary>Those whose first two labels lie closest.</summary>
    public static IEnumerable<ReportedAnswer> MostDoubtful(ReportedRun run) =>
        run.Answers.Where(answer => double.IsFinite(answer.Margin)).OrderBy(answer => answer.Margin)
            .ThenBy(answer => answer.Saved.Image, StringComparer.Ordinal).ThenBy(answer => answer.Saved.Repeat).Take(Shown);

    public static void Write(HtmlWriter html, ReportedRun run, AnswerCard card)
    {
        html.Element("h3", "Worst: fewest points, the surest first");
        Cards(html, card, [.. Worst(run)], "Every answer earned all of its points.");
        html.Element("h3", "Most doubtful: the first two labels lie closest");
        Cards(html, card, [.. MostDoubtful(run)], "There is only one label to choose.");
    }

    private static void Cards(HtmlWriter html, AnswerCard card, ReportedAnswer[] answers, string none)
    {
        if (answers.Length == 0)
        {
            html.Element("p", none);
            return;
        }

        using (html.Open("ul", ("class", "cards")))
        {
            foreach (var answer in answers)
            {
                card.Write(html, answer);
            }
        }
    }
}
