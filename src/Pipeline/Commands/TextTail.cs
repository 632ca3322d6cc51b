namespace Pipeline.Commands;

/// <summary>The end of a text file that somebody may be writing.</summary>
internal static class TextTail
{
    private const int MostBytes = 1 << 20;

    /// <returns>At most so many lines; none where the file is not there.</returns>
    public static IReadOnlyList<string> Of(string path, int lines)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, MostBytes), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).TakeLast(lines)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
