using System.Globalization;

namespace Pipeline.Artifacts;

/// <summary>
/// Reads back the CSV files of a run: a header, then one record per line; cells in quotes may hold commas, line feeds and doubled quotes (RFC 4180).
/// Columns are asked for by name and may stand in any order.
/// </summary>
internal sealed class CsvReader
{
    private readonly string _text;
    private readonly string _name;
    private readonly List<int> _columns;
    private readonly string[] _header;
    private readonly List<Range> _cells = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _pool = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private int _next;
    private int _record;
    private readonly string _advice;

    /// <param name="text">The file's text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="columns">The columns to be read; numbers in the calls below are places in this list.</param>
    /// <exception cref="PipelineException">A column is missing.</exception>
    public CsvReader(string text, string name, params IReadOnlyList<string> columns)
        : this(text, name, "run its experiment again with --again", columns)
    {
    }

    /// <inheritdoc cref="CsvReader(string, string, IReadOnlyList{string})"/>
    /// <param name="advice">What to do about a damaged file, as messages end.</param>
    public CsvReader(string text, string name, string advice, IReadOnlyList<string> columns)
    {
        (_text, _name, _advice, _columns) = (text, name, advice, [.. columns.Select(_ => -1)]);
        Advance();
        _header = [.. _cells.Select(Unquoted)];
        foreach ((int place, string column) in columns.Index())
        {
            _columns[place] = Array.IndexOf(_header, column);
            if (_columns[place] < 0)
            {
                throw new PipelineException($"{name} has no column '{column}': it is damaged, or of another version; {advice}");
            }
        }
    }

    /// <summary>A further column that older files lack.</summary>
    /// <returns>Its place for the calls below; null where it is not there.</returns>
    public int? Also(string column)
    {
        int place = Array.IndexOf(_header, column);
        if (place < 0)
        {
            return null;
        }

        _columns.Add(place);
        return _columns.Count - 1;
    }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="PipelineException">It has not as many cells as the header.</exception>
    public bool Read()
    {
        if (!Advance())
        {
            return false;
        }

        if (_cells.Count != _header.Length)
        {
            throw Wrong($"{_cells.Count} cells instead of {_header.Length}");
        }

        return true;
    }

    /// <summary>A cell's text. Equal cells of one file are one string.</summary>
    public string Text(int column)
    {
        Range cell = _cells[_columns[column]];
        var span = _text.AsSpan(cell);
        if (span is ['"', ..])
        {
            return Unquoted(cell);
        }

        if (!_pool.TryGetValue(span, out string? known))
        {
            _pool.Set.Add(known = span.ToString());
        }

        return known;
    }

    public bool IsEmpty(int column) => _text.AsSpan(_cells[_columns[column]]).IsEmpty;

    /// <exception cref="PipelineException">It is no whole number.</exception>
    public int Whole(int column) =>
        int.TryParse(_text.AsSpan(_cells[_columns[column]]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Wrong($"'{Text(column)}' is no whole number");

    /// <exception cref="PipelineException">It is no number.</exception>
    public double Number(int column) =>
        double.TryParse(_text.AsSpan(_cells[_columns[column]]), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Wrong($"'{Text(column)}' is no number");

    private PipelineException Wrong(string problem) => new($"{_name}, record {_record}: {problem}; the file is damaged, {_advice}");

    private bool Advance()
    {
        _cells.Clear();
        if (_next >= _text.Length)
        {
            return false;
        }

        _record++;
        int start = _next;
        bool quoted = false;
        for (; _next < _text.Length; _next++)
        {
            char letter = _text[_next];
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && letter is ',' or '\n')
            {
                _cells.Add(start.._next);
                start = _next + 1;
                if (letter == '\n')
                {
                    _next++;
                    return true;
                }
            }
        }

        _cells.Add(start.._text.Length);
        return true;
    }

    private string Unquoted(Range cell) =>
        _text.AsSpan(cell) is ['"', .. var inside, '"'] ? inside.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : _text[cell];
}
