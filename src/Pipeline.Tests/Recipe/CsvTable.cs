using System.Text;

namespace Pipeline.Tests.Recipe;

/// <summary>A CSV file (RFC 4180) read by other code than wrote it.</summary>
internal sealed class CsvTable
{
    private readonly string[] _columns;

    public CsvTable(string path)
    {
        var records = Records(File.ReadAllText(path)).ToList();
        _columns = records[0];
        Rows = [.. records.Skip(1)];
        Assert.All(Rows, row => Assert.Equal(_columns.Length, row.Length));
    }

    public IReadOnlyList<string[]> Rows { get; }

    /// <returns>One column, row by row.</returns>
    public IReadOnlyList<string> this[string column] => [.. Rows.Select(row => Value(row, column))];

    public string Value(string[] row, string column) => row[Array.IndexOf(_columns, column)];

    private static IEnumerable<string[]> Records(string text)
    {
        List<string> record = [];
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '"')
            {
                // A doubled quote inside quotes closes and opens again; only then it stands for itself.
                quoted = !quoted;
                field.Append(quoted && i > 0 && text[i - 1] == '"' ? "\"" : "");
            }
            else if (quoted || letter is not (',' or '\n' or '\r'))
            {
                field.Append(letter);
            }
            else if (letter != '\r')
            {
                record.Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    yield return [.. record];
                    record.Clear();
                }
            }
        }
    }
}
