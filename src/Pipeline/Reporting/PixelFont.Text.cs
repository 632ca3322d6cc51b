using System.Globalization;
using System.Text;

namespace Pipeline.Reporting;

internal sealed partial class PixelFont
{
    private const string Ellipsis = "...";

    /// <summary>
    /// Letters that are read without their marks; each group's first character stands for the others. A table, because the product runs with
    /// invariant globalization, under which .NET does not decompose characters.
    /// </summary>
    private static readonly string[] Plain =
    [
        "AÀÁÂÃÄÅĀĂĄ", "CÇĆĈĊČ", "DĎĐ", "EÈÉÊËĒĔĖĘĚ", "GĜĞĠĢ", "HĤĦ", "IÌÍÎÏĨĪĬĮİ", "JĴ", "KĶ", "LĹĻĽŁ", "NÑŃŅŇ", "OÒÓÔÕÖØŌŎŐ", "RŔŖŘ", "SŚŜŞŠȘ", "TŢŤȚ",
        "UÙÚÛÜŨŪŬŮŰŲ", "WŴ", "YÝŶŸ", "ZŹŻŽ", "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľł", "nñńņň",
        "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž", "'‘’‚", "\"“”„", "-‐‑‒–—", " \u00a0",
    ];

    private static readonly Dictionary<Rune, string> Spelling =
        Plain.SelectMany(group => group.Skip(1).Select(letter => (new Rune(letter), group[..1])))
            .Concat([(new Rune('ß'), "ss"), (new Rune('Æ'), "AE"), (new Rune('æ'), "ae"), (new Rune('Œ'), "OE"), (new Rune('œ'), "oe"), (new Rune('№'), "No")])
            .ToDictionary();

    /// <summary>The text in characters that have a glyph: accents are dropped, anything else is a <see cref="Box"/>.</summary>
    public static string Drawable(string text)
    {
        var drawable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= First and <= Last or Box)
            {
                drawable.Append((char)rune.Value);
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
            {
                drawable.Append(Spelling.GetValueOrDefault(rune) ?? Box.ToString());
            }
        }

        return drawable.ToString();
    }

    /// <summary>Drawable text of at most so many pixels; where it is too long, its middle is left out, so that a file name keeps its number and ending.</summary>
    public string Shorten(string text, int width)
    {
        text = Drawable(text);
        string shortened = text;
        for (int kept = text.Length - 1; kept >= 0 && Width(shortened) > width; kept--)
        {
            shortened = string.Concat(text.AsSpan(0, kept / 2), Ellipsis, text.AsSpan(text.Length - (kept - (kept / 2))));
        }

        return shortened;
    }

    /// <summary>Lines of drawable text of at most so many pixels, broken at spaces; a word that is longer than a line is shortened.</summary>
    public IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string word in Drawable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Shorten(word, width)))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}") <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
