using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Datasets.Importing;

/// <summary>Names from elsewhere, made into names that are safe on every file system.</summary>
internal static partial class EntryName
{
    /// <summary>Leaves room for a suffix and for long folders.</summary>
    private const int MaxLength = 100;

    /// <returns>The folders and the file of a path with either kind of slash; null for one that could point outside: absolute, with a drive, or with <c>..</c>.</returns>
    public static string[]? Segments(string path)
    {
        string[] parts = path.Split('/', '\\');
        bool isUnsafe = path.Length == 0 || path[0] is '/' or '\\' || parts.Contains("..") || Drive().IsMatch(path) || path.Contains((char)0);
        return isUnsafe ? null : [.. parts.Where(part => part is not ("" or "."))];
    }

    /// <summary>Whether a name is hidden, or left behind by an operating system.</summary>
    public static bool IsHidden(IEnumerable<string> segments) =>
        segments.Any(part => part.StartsWith('.') || part is "__MACOSX" || part.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || part.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The name itself where it is safe. Else composed (NFC), without what Windows or a shell would stumble over, no device's name (CON, NUL, COM1 ...),
    /// and cut to a length that fits.
    /// </summary>
    public static string Safe(string name)
    {
        string text = Forbidden().Replace(name.Normalize(NormalizationForm.FormC), "_").TrimEnd('.', ' ').TrimStart(' ');
        text = text.StartsWith('.') ? $"_{text[1..]}" : text;
        text = text.Length == 0 ? "_" : text;
        text = Device().IsMatch(text) ? $"_{text}" : text;
        return text.Length <= MaxLength ? text : Shortened(text);
    }

    private static string Shortened(string name)
    {
        string extension = Path.GetExtension(name) is { Length: <= 6 } kept ? kept : "";
        int length = MaxLength - extension.Length;

        // A pair of surrogates stays whole.
        return name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)].TrimEnd('.', ' ') + extension;
    }

    [GeneratedRegex("^[A-Za-z]:")]
    private static partial Regex Drive();

    [GeneratedRegex("""[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]""")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
