using System.Text;

namespace Pipeline.Reporting;

/// <summary>A comparison as Markdown, for an issue or a page.</summary>
internal static class ComparisonMarkdown
{
    public static string Of(ComparisonReport report)
    {
        var text = new StringBuilder();
        ComparisonGrids.Leaderboard(report).AppendMarkdown(text);
        text.Append('\n').Append(Markdown.Escape(ComparisonHeadings.Verdicts(report))).Append("\n\n");
        ComparisonGrids.Verdicts(report).AppendMarkdown(text);
        text.Append('\n').AppendJoin(" ", ComparisonHeadings.Legend(report).Select(Markdown.Escape)).Append('\n');
        if (ComparisonGrids.Agreements(report) is { } agreements)
        {
            text.Append('\n').Append(ComparisonHeadings.Agreements).Append("\n\n");
            agreements.AppendMarkdown(text);
        }

        text.Append('\n');
        foreach (string note in report.Notes)
        {
            text.Append("- ").Append(Markdown.Escape(note)).Append('\n');
        }

        return text.ToString();
    }
}
