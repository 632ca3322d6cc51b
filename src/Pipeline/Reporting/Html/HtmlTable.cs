namespace Pipeline.Reporting.Html;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Numbers stand to the right.</param>
internal sealed record HtmlColumn(string Name, bool IsNumber = false);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it shows.</param>
/// <param name="Order">What it is sorted by, where its text would not do; NaN for no value, which comes last.</param>
/// <param name="Css">A class of its own.</param>
/// <param name="Href">Where it leads.</param>
internal sealed record HtmlCell(string Text, double? Order = null, string? Css = null, string? Href = null)
{
    public static implicit operator HtmlCell(string text) => new(text);

    public static HtmlCell Of(int count) => new(Format.Count(count), count);

    /// <summary>A share 0..1; a dash that sorts last where there is none.</summary>
    public static HtmlCell OfShare(double? share) => new(Format.Percent(share), share ?? double.NaN);

    public static HtmlCell OfPoints(double? points) => new(Format.Points(points), points ?? double.NaN);
}

/// <summary>Tables with a caption, headings that belong to their cells, and a way to scroll them from the keyboard.</summary>
internal static class HtmlTable
{
    /// <summary>Letters; a longer word would make its column wider than the page.</summary>
    private const int LongWord = 28;

    /// <summary>A table of more rows scrolls on its own, below its headings; printed it is whole.</summary>
    private const int TallRows = 60;

    /// <summary>A table of more columns does not fit on an upright page.</summary>
    private const int ManyColumns = 9;

    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows, and of how many.</param>
    /// <param name="columns">The first one names the rows.</param>
    /// <param name="rows">Cells in the order of the columns.</param>
    /// <param name="sortable">Whether a reader may sort it.</param>
    public static void Write(HtmlWriter html, string caption, IReadOnlyList<HtmlColumn> columns, IEnumerable<IReadOnlyList<HtmlCell>> rows, bool sortable = false)
    {
        IReadOnlyList<HtmlCell>[] all = [.. rows];
        using (html.Open("div", ("class", $"scroll{(all.Length > TallRows ? " tall" : "")}{(columns.Count > ManyColumns ? " many" : "")}"), ("tabindex", 0), ("role", "region"), ("aria-label", caption)))
        using (html.Open("table", ("class", sortable ? "sortable" : null)))
        {
            html.Element("caption", caption);
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var column in columns)
                {
                    Heading(html, column);
                }
            }

            using (html.Open("tbody"))
            {
                foreach (var row in all)
                {
                    Row(html, columns, row);
                }
            }
        }
    }

    // A dotted key may break after its dots and underscores; nothing else breaks within a word.
    private static void Heading(HtmlWriter html, HtmlColumn column)
    {
        using (html.Open("th", ("scope", "col"), ("class", Css(column.IsNumber, null, column.Name))))
        {
            int start = 0;
            for (int i = 0; i < column.Name.Length; i++)
            {
                if (column.Name[i] is '.' or '_')
                {
                    html.Text(column.Name[start..(i + 1)]);
                    html.Void("wbr");
                    start = i + 1;
                }
            }

            html.Text(column.Name[start..]);
        }
    }

    private static string? Css(bool isNumber, string? own, string text)
    {
        string css = string.Join(' ', new[] { isNumber ? "n" : null, own, HasLongWord(text) ? "long" : null }.OfType<string>());
        return css.Length > 0 ? css : null;
    }

    private static bool HasLongWord(string text) => text.Length > LongWord && text.Split(' ', '-', '.', '_').Any(word => word.Length > LongWord);

    private static void Row(HtmlWriter html, IReadOnlyList<HtmlColumn> columns, IReadOnlyList<HtmlCell> cells)
    {
        using (html.Open("tr"))
        {
            foreach (var (i, cell) in cells.Index())
            {
                object? order = cell.Order is { } number ? double.IsNaN(number) ? "" : number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : null;
                using (html.Open(i == 0 ? "th" : "td", ("scope", i == 0 ? "row" : null), ("class", Css(columns[i].IsNumber, cell.Css, cell.Text)), ("data-order", order)))
                {
                    if (cell.Href is null)
                    {
                        html.Text(cell.Text);
                    }
                    else
                    {
                        html.Element("a", cell.Text, ("href", cell.Href));
                    }
                }
            }

            html.Raw("\n");
        }
    }
}
