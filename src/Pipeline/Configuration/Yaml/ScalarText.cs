using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Configuration.Yaml;

/// <summary>
/// Text as a YAML scalar. Our own few lines rather than a library's emitter: the text is hashed into the identity of a run, which an update
/// of a package must not change.
/// </summary>
internal static partial class ScalarText
{
    /// <summary>Plain where every YAML reader, 1.1 ones included, takes it for the same text; else in double quotes.</summary>
    public static string Of(string text) => Safe().IsMatch(text) && !Words().IsMatch(text) ? text : Quote(text);

    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(Escape(rune));

        return quoted.Append('"').ToString();
    }

    /// <summary>Fit for a message of one line; a longer text is cut.</summary>
    public static string OneLine(string text, int length)
    {
        var line = Quote(text)[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return line.Length <= length ? line : line[..length] + "...";
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        >= 0x20 and <= 0x7E => rune.ToString(),

        // Letters of living languages stay readable; breaks, invisible and direction marks do not stay at all.
        >= 0xA1 and < 0x2000 and not 0xAD => rune.ToString(),
        >= 0x3001 and < 0xD800 => rune.ToString(),
        <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
    };

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./+()'-]*( [A-Za-z0-9_./+()'-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();

    [GeneratedRegex(@"^(null|true|false|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
