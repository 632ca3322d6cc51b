namespace Pipeline.Reporting;

/// <summary>An argument as a POSIX shell takes it for one word.</summary>
internal static class ShellWord
{
    public static string Of(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-+=:,@%".Contains(letter)) ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
