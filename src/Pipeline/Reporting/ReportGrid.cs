using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pipeline.Reporting;

/// <param name="Name">The heading.</param>
/// <param name="IsNumber">Numbers stand to the right.</param>
/// <param name="IsInterval">It belongs to the column before it.</param>
internal sealed record GridColumn(string Name, bool IsNumber = true, bool IsInterval = false)
{
    public static readonly GridColumn Interval = new("95 %", IsInterval: true);
}

/// <summary>Rows of text that can be shown as a table, as blocks where a table would be too wide, or as Markdown.</summary>
/// <param name="Columns">The first names the row.</param>
/// <param name="Rows">One cell per column.</param>
internal sealed record ReportGrid(IReadOnlyList<GridColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A table where the console is wide enough to leave every cell on one line; else one block of lines per row.</summary>
    public void Write(IAnsiConsole console)
    {
        var table = ToTable();
        if (((IRenderable)table).Measure(RenderOptions.Create(console), int.MaxValue).Max <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }

        foreach (var row in Rows)
        {
            Prose.Write(console, row[0]);
            for (int i = 1; i < row.Count; i++)
            {
                string interval = i + 1 < row.Count && Columns[i + 1].IsInterval && row[i + 1] != "-" ? $" (95 %: {row[i + 1]})" : "";
                if (row[i].Length > 0 && !Columns[i].IsInterval)
                {
                    Prose.Write(console, $"  {Columns[i].Name}: {row[i]}{interval}", "    ");
                }
            }
        }
    }

    public void AppendMarkdown(StringBuilder text)
    {
        Line(Columns.Select(column => column.Name));
        Line(Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in Rows)
        {
            Line(row);
        }

        void Line(IEnumerable<string> cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => Markdown.Escape(cell))).Append(" |\n");
    }

    private Table ToTable()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in Columns)
        {
            // A dotted key may break after its dots; nothing else may.
            var heading = new TableColumn(Markup.Escape(column.Name.Replace(".", ".\n", StringComparison.Ordinal))).NoWrap();
            table.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }

        foreach (var row in Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
