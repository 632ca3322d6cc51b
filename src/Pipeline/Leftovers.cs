namespace Pipeline;

/// <summary>
/// What killed processes leave: files that they were writing, and scratch files that they had no time to delete. Nothing reads them, so they only take
/// space; they go once they are too old to be anybody's work under way.
/// </summary>
internal static class Leftovers
{
    /// <summary>Stands in the name of what is deleted at the end of its use.</summary>
    public const string Scratch = ".scratch";

    /// <summary>A write takes seconds, and whoever uses scratch files for longer goes on writing them.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <param name="folders">Looked through with all folders below; they need not exist.</param>
    /// <param name="clock">Says what is old.</param>
    public static void Remove(IEnumerable<string> folders, TimeProvider clock)
    {
        foreach (var entry in folders.Where(Directory.Exists).SelectMany(Unused).Where(entry => clock.GetUtcNow() - LastWritten(entry) > Age).ToList())
        {
            Remove(entry);
        }
    }

    private static IEnumerable<FileSystemInfo> Unused(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry switch
        {
            DirectoryInfo => entry.Extension == Scratch,
            _ => entry.Extension == WholeFile.Unfinished || Path.GetExtension(Path.GetFileNameWithoutExtension(entry.Name)) == Scratch,
        });

    // A folder is as old as the youngest file in it.
    private static DateTimeOffset LastWritten(FileSystemInfo entry) =>
        entry is DirectoryInfo folder
            ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.LastWriteTimeUtc).Append(folder.LastWriteTimeUtc).Max()
            : entry.LastWriteTimeUtc;

    private static void Remove(FileSystemInfo entry)
    {
        try
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another process removed it first, or nobody may; either way it harms no run.
        }
    }
}
