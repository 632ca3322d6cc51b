using Pipeline.Artifacts;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>What became of each file, what was left out and why, and who was held out when.</summary>
internal static class LedgerSection
{
    private const int Named = 200;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        HtmlTable.Write(
            html, $"Every input file ends in one state ({Format.Count(run.Ledger.Count)} files)", [new("state"), new("files", true), new("what it means")],
            run.Ledger.CountBy(line => line.State, StringComparer.Ordinal).OrderBy(state => Order(state.Key)).Select(state => (IReadOnlyList<HtmlCell>)[state.Key, HtmlCell.Of(state.Value), Meaning(state.Key)]));
        Lines(html, "Left out", [.. run.Ledger.Where(line => line.IsLeftOut)], "No file was left out.");
        Lines(html, "Used, and odd", [.. run.Ledger.Where(line => !line.IsLeftOut && line.Reason.Length > 0)], null);
        Folds(html, run);
    }

    private static void Lines(HtmlWriter html, string title, LedgerLine[] lines, string? none)
    {
        if (lines.Length == 0)
        {
            if (none is not null)
            {
                html.Element("p", none);
            }

            return;
        }

        html.Element("h3", title);
        string rest = lines.Length > Named ? $"; the first {Format.Count(Named)}, all are in {RunFiles.Ledger}" : "";
        HtmlTable.Write(
            html, $"{Format.Count(lines.Length)} {(lines.Length == 1 ? "file" : "files")}{rest}", [new("file"), new("state"), new("why")],
            lines.Take(Named).Select(line => (IReadOnlyList<HtmlCell>)[line.Path, line.State, line.Reason]));
    }

    private static void Folds(HtmlWriter html, ReportedRun run)
    {
        html.Element("h3", "Split");
        var folds = run.Answers.GroupBy(answer => (answer.Saved.Repeat, answer.Saved.Fold)).OrderBy(fold => fold.Key).ToArray();
        HtmlTable.Write(
            html, $"Held-out images of each fold ({run.Record.Data.SplitFile})",
            [new("repeat and fold"), new("held out", true), new("classes held out", true), new("smallest class", true), new("largest class", true)],
            folds.Select(fold =>
            {
                int[] perClass = [.. fold.CountBy(answer => answer.Truth).Select(label => label.Value)];
                return (IReadOnlyList<HtmlCell>)[$"{Format.Count(fold.Key.Repeat)}.{Format.Count(fold.Key.Fold)}", HtmlCell.Of(perClass.Sum()), HtmlCell.Of(perClass.Length), HtmlCell.Of(perClass.Min()), HtmlCell.Of(perClass.Max())];
            }));
    }

    private static int Order(string state) => Array.IndexOf(["test", "validation", "train", "excluded", "ignored"], state);

    private static string Meaning(string state) => state switch
    {
        "test" => "held out in some fold: an answer for it counts",
        "validation" => "decides in some fold when learning stops, and is held out in none",
        "train" => "heads learn from it, and nothing else",
        "excluded" => "offered and left out",
        "ignored" => "never offered: a hidden file, or a class that was not asked for",
        _ => "",
    };
}
