namespace Pipeline;

/// <summary>Files that appear whole or not at all: written beside their place under a name that ends in <c>.partial</c>, flushed to disk, then renamed.</summary>
internal static class WholeFile
{
    /// <param name="path">The file; its folder is made when absent, and a file that is there is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="PipelineException">The file cannot be written: no permission, no space.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // Two processes, or two threads of one, may write the same file: each has a name of its own, and the last rename wins whole.
        string partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            WriteThrough(partial, write);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path}: cannot be written ({e.Message}): check the permissions and the free space of its folder", e);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    /// <param name="path">The file.</param>
    /// <param name="text">Written as UTF-8 without a byte order mark.</param>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    private static void WriteThrough(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
