using Pipeline.Artifacts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>How much better or worse each run is at each class.</summary>
internal static class ClassDifferences
{
    private const int MostRuns = 12;

    public static void Write(HtmlWriter html, ComparisonReport report)
    {
        var reference = report.Leaderboard.First(row => report.Baseline is null || row.Name == report.Baseline);
        var classes = reference.Run.Metrics.Quality.Classes;
        LeaderboardRow[] others = [.. report.Leaderboard.Where(row => row != reference && SameClasses(row.Run, reference.Run))];
        string left = others.Length > MostRuns ? $" The first {Format.Count(MostRuns)} of {Format.Count(others.Length)} runs." : "";
        html.Element("p", $"Recall of each class: the share of its answers that are right. For {reference.Name} as it is, for the others the difference in percentage points. A class has few images: read single differences as hints.{left}");
        HtmlTable.Write(
            html, $"Recall per class against {reference.Name}", [new("class"), new("answers", true), new(reference.Name, true), .. others.Take(MostRuns).Select(row => new HtmlColumn(row.Name, true))],
            classes.Index().Select(each => (IReadOnlyList<HtmlCell>)
            [
                each.Item.Label, HtmlCell.Of(each.Item.Support), HtmlCell.OfShare(each.Item.Recall),
                .. others.Take(MostRuns).Select(row => Difference(row.Run.Metrics.Quality.Classes[each.Index].Recall, each.Item.Recall)),
            ]),
            sortable: true);
    }

    private static HtmlCell Difference(double? own, double? reference) =>
        own - reference is not { } difference ? new HtmlCell("-", double.NaN)
        : new HtmlCell($"{(difference > 0 ? "+" : "")}{Format.PercentNumber(difference)}", difference);

    private static bool SameClasses(FinishedRun run, FinishedRun reference) =>
        run.Metrics.Quality.Classes.Select(label => label.Label).SequenceEqual(reference.Metrics.Quality.Classes.Select(label => label.Label), StringComparer.Ordinal);
}
