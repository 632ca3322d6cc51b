using System.Globalization;

namespace Pipeline.Datasets;

/// <summary>
/// Writes tables as RFC 4180 has it, with <c>\n</c> at the ends of lines as in all our files, and numbers in invariant culture.
/// </summary>
/// <remarks>
/// Text that a spreadsheet could take for a formula (it starts with <c>= + - @</c> or a tab) is quoted and otherwise left alone: a file's name
/// must read back as it is. Quotes do not stop every spreadsheet; import such columns as text.
/// </remarks>
internal sealed class CsvWriter(TextWriter output)
{
    /// <summary>Writes one line. Null is an empty cell; numbers are written as they round-trip.</summary>
    public void Row(params ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Write(',');
            }

            output.Write(Cell(cells[i]));
        }

        output.Write('\n');
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") || text.StartsWith(' ') || text.EndsWith(' ') || (text.Length > 0 && "=+-@\t".Contains(text[0]))
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
