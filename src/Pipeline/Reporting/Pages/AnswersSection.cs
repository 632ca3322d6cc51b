using Pipeline.Artifacts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Every held-out answer with its image, one group per cell of the confusion matrix.</summary>
internal static class AnswersSection
{
    /// <summary>With more answers than this a file that shows them all would no longer open at once.</summary>
    private const int Most = 6_000;

    /// <summary>Then so many of each class's right answers are shown.</summary>
    private const int FewOfEach = 50;

    /// <summary>Those that are shown: every mistake, and of right answers as many as there is room for, the least sure first.</summary>
    public static IEnumerable<ReportedAnswer> Shown(ReportedRun run) => Groups(run).SelectMany(group => Shown(run, group));

    public static void Write(HtmlWriter html, ReportedRun run, AnswerCard card)
    {
        string limit = run.Answers.Count > Most ? $" Of the right answers of each class the {Format.Count(FewOfEach)} least sure are shown; all are in {RunFiles.Predictions}." : "";
        html.Element("p", $"All {Format.Count(run.Quality.Answers)} held-out answers; a group per cell of the confusion matrix, mistakes first within each class.{limit}");
        using (html.Open("div", ("class", "tools"), ("data-search", true), ("hidden", true)))
        {
            using (html.Open("label"))
            {
                html.Text("Search ");
                html.Void("input", ("type", "search"), ("placeholder", "file, class, answer, rule"));
            }

            html.Element("button", "Open all", ("type", "button"), ("data-do", "open"));
            html.Element("button", "Close all", ("type", "button"), ("data-do", "close"));
            html.Element("output", null);
        }

        foreach (var group in Groups(run))
        {
            Group(html, run, card, group);
        }
    }

    private static IEnumerable<IGrouping<(int Truth, int Column), ReportedAnswer>> Groups(ReportedRun run) =>
        run.Answers.GroupBy(answer => (answer.Truth, answer.Column)).OrderBy(group => group.Key.Truth).ThenBy(group => group.Key.Truth == group.Key.Column).ThenBy(group => group.Key.Column);

    private static IEnumerable<ReportedAnswer> Shown(ReportedRun run, IGrouping<(int Truth, int Column), ReportedAnswer> group) =>
        group.Key.Truth != group.Key.Column ? group.OrderByDescending(answer => answer.Confidence)
        : group.OrderBy(answer => answer.Confidence).Take(run.Answers.Count > Most ? FewOfEach : int.MaxValue);

    private static void Group(HtmlWriter html, ReportedRun run, AnswerCard card, IGrouping<(int Truth, int Column), ReportedAnswer> group)
    {
        var cell = group.Key;
        using (html.Open("details"))
        {
            using (html.Open("summary"))
            {
                var matrix = run.Quality.Confusion;
                html.Element("bdi", matrix.Truths[cell.Truth]);
                html.Text(cell.Truth == cell.Column ? " recognised" : " taken for ");
                if (cell.Truth != cell.Column)
                {
                    html.Element("bdi", matrix.Answers[cell.Column], ("class", "is-wrong"));
                }

                html.Text($": {Format.Count(group.Count())} of {Format.Count(matrix.Support(cell.Truth))} answers");
            }

            // Within the group, so that a link opens it without a script.
            using (html.Open("ul", ("class", "cards jump"), ("id", ConfusionSection.Anchor(cell.Truth, cell.Column))))
            {
                foreach (var answer in Shown(run, group))
                {
                    card.Write(html, answer);
                }
            }
        }

        html.Raw("\n");
    }
}
