namespace Pipeline.Reporting;

/// <summary>Text inside Markdown.</summary>
internal static class Markdown
{
    private const string Special = "\\|`*_<>[]";

    /// <summary>Text that shows as it is.</summary>
    public static string Escape(string text) => string.Concat(text.Select(letter => Special.Contains(letter) ? $"\\{letter}" : letter.ToString()));
}
