using System.Globalization;
using System.Text;

namespace Pipeline.Reporting.Html;

/// <summary>
/// Names of files and labels may hold characters that show nothing and change how the rest is shown: control characters, and marks that turn the direction of
/// writing, so that "gpj.exe" reads "exe.jpg". Such a character stands as its number instead. Right-to-left letters themselves stay.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(s_candidates) && !text.Any(char.IsControl))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (letter is '\n' or '\t' || (!char.IsControl(letter) && !s_candidates.Contains(letter)))
            {
                visible.Append(letter);
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)letter:X4}}}");
            }
        }

        return visible.ToString();
    }

    /// <summary>Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode annex 9), and separators of lines and paragraphs.</summary>
    private static readonly System.Buffers.SearchValues<char> s_candidates = System.Buffers.SearchValues.Create(
        "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");
}
