using Microsoft.Extensions.FileSystemGlobbing;

namespace Pipeline.Commands;

/// <summary>What a user names as images: files, whole folders, patterns such as <c>photos/**/*.jpg</c>.</summary>
internal static class ImageArguments
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <returns>Files in the order of the words, and of their names within one. A word that names no file stays, and fails where it is read.</returns>
    /// <exception cref="PipelineException">A folder or a pattern has no files.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> words) => [.. words.SelectMany(Expand)];

    private static IEnumerable<string> Expand(string word) =>
        Directory.Exists(word) ? Files(word)
        : File.Exists(word) || !word.Contains('*', StringComparison.Ordinal) ? [word]
        : Matches(word);

    private static string[] Files(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", Everything).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new PipelineException($"{folder} holds no files");
    }

    private static string[] Matches(string pattern)
    {
        string normal = pattern.Replace('\\', '/');
        string folder = Fixed(normal);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(normal[folder.Length..].TrimStart('/'));
        string[] files = Directory.Exists(folder.Length == 0 ? "." : folder)
            ? [.. matcher.GetResultsInFullPath(folder.Length == 0 ? "." : folder).Select(file => Shown(file, folder)).Order(StringComparer.Ordinal)]
            : [];
        return files.Length > 0 ? files : throw new PipelineException($"no file matches {pattern}");
    }

    // The part before the first folder with a wildcard: "/" of "/*.jpg", "a/b" of "a/b/**/*.jpg", nothing of "*.jpg".
    private static string Fixed(string pattern)
    {
        int slash = pattern.LastIndexOf('/', pattern.IndexOf('*', StringComparison.Ordinal));
        return slash switch { < 0 => "", 0 => "/", _ => pattern[..slash] };
    }

    private static string Shown(string file, string folder) => folder.Length == 0 || !Path.IsPathRooted(folder) ? Path.GetRelativePath(Environment.CurrentDirectory, file) : file;
}
