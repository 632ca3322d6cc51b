namespace Pipeline.Reporting;

/// <summary>
/// A proportional font of our own, so that a picture can be lettered on a machine that has no fonts. Glyphs are drawn small, in
/// <see cref="Rows"/> rows of which <see cref="RowsAboveBaseline"/> stand on the line, and enlarged with their corners rounded.
/// </summary>
internal sealed partial class PixelFont
{
    public const char First = ' ';
    public const char Last = '~';

    /// <summary>Stands for every character that has no glyph; drawn as a crossed box.</summary>
    public const char Box = (char)(Last + 1);

    private const int Rows = 9;
    private const int RowsAboveBaseline = 7;
    private const int CellWidth = 6;
    private const int CellsPerBlock = 16;
    private const int SpaceWidth = 3;

    private static readonly bool[][,] Glyphs = ReadDrawing();

    private readonly PixelMask[] _masks;
    private readonly int _scale;

    private PixelFont(int doublings)
    {
        _scale = 1 << doublings;
        _masks = [.. Glyphs.Select(glyph => PixelMask.Enlarged(glyph, doublings))];
    }

    /// <summary>Capitals of 14 pixels.</summary>
    public static PixelFont Small { get; } = new(doublings: 1);

    /// <summary>Capitals of 28 pixels.</summary>
    public static PixelFont Large { get; } = new(doublings: 2);

    /// <summary>Pixels from the top of a capital to the end of a descender.</summary>
    public int Height => Rows * _scale;

    /// <summary>Pixels from the top of a capital to the baseline.</summary>
    public int Ascent => RowsAboveBaseline * _scale;

    /// <summary>Pixels from the first column of ink to the last.</summary>
    public int Width(string text) => text.Length == 0 ? 0 : text.Sum(letter => MaskOf(letter).Width + _scale) - _scale;

    /// <returns>Each character's mask and its offset in pixels from the start of the text.</returns>
    public IEnumerable<(int X, PixelMask Mask)> Place(string text)
    {
        int x = 0;
        foreach (char letter in text)
        {
            var mask = MaskOf(letter);
            yield return (x, mask);
            x += mask.Width + _scale;
        }
    }

    private PixelMask MaskOf(char letter) => _masks[(letter is >= First and <= Last ? letter : Box) - First];

    private static bool[][,] ReadDrawing()
    {
        var lines = new List<string>();
        foreach (var line in Drawing.AsSpan().EnumerateLines())
        {
            lines.Add(line.ToString());
        }

        return [.. Enumerable.Range(0, Box - First + 1).Select(index => ReadGlyph(lines, index))];
    }

    private static bool[,] ReadGlyph(List<string> lines, int index)
    {
        int top = index / CellsPerBlock * Rows, left = index % CellsPerBlock * CellWidth;
        bool HasInk(int row, int column) => left + column < lines[top + row].Length && lines[top + row][left + column] != ' ';

        int[] inked = [.. Enumerable.Range(0, CellWidth).Where(column => Enumerable.Range(0, Rows).Any(row => HasInk(row, column)))];
        var ink = new bool[Rows, inked.Length == 0 ? SpaceWidth : inked[^1] - inked[0] + 1];
        foreach (int column in inked)
        {
            for (int row = 0; row < Rows; row++)
            {
                ink[row, column - inked[0]] = HasInk(row, column);
            }
        }

        return ink;
    }
}
