namespace Pipeline;

/// <summary>Files that appear whole or not at all: written beside their place under a name that ends in <c>.partial</c>, flushed to disk, then renamed.</summary>
internal static class WholeFile
{
    /// <summary>Ends the name of a file or folder that is not whole yet. Nothing reads it.</summary>
    public const string Unfinished = ".partial";

    /// <param name="path">The file; its folder is made when absent, and a file that is there is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="flush">
    /// Whether it must outlast a power failure right away. Without it, it is whole whatever happens to the process, and costs a tenth: for what
    /// can be made again, or is flushed later (<see cref="Flush"/>).
    /// </param>
    /// <exception cref="PipelineException">The file cannot be written: no permission, no space.</exception>
    public static void Write(string path, Action<Stream> write, bool flush = true)
    {
        // Two processes, or two threads of one, may write the same file: each has a name of its own, and the last rename wins whole.
        string partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{Unfinished}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            WriteThrough(partial, write, flush);
            Replace(partial, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path}: cannot be written ({Reason(e)}): check the permissions and the free space of its folder", e);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <inheritdoc cref="Write"/>
    /// <param name="path">The file.</param>
    /// <param name="text">Written as UTF-8 without a byte order mark.</param>
    /// <param name="flush">See <see cref="Write"/>.</param>
    public static void WriteText(string path, string text, bool flush = true) => Write(
        path,
        stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
        },
        flush);

    /// <summary>Sees to it that finished files are on the disk. Several at once cost little more than one.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Flush(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>
    /// Gives a file another name, in the place of whatever has it. Where the file system does not rename over a file, that one steps aside first: for
    /// a moment there is none under that name, but never half of one, and after a failure the old one is back.
    /// </summary>
    /// <exception cref="IOException">The file cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void Replace(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && File.Exists(from) && File.Exists(to))
        {
            ReplaceAside(from, to);
        }
    }

    /// <summary>Why, without the path that .NET adds: messages name the file that the user knows, not the one beside it.</summary>
    public static string Reason(Exception problem) => problem.Message.Split(" : '")[0];

    private static void ReplaceAside(string from, string to)
    {
        string aside = $"{to}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.old{Unfinished}";
        File.Move(to, aside);
        try
        {
            File.Move(from, to);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            File.Move(aside, to);
            throw;
        }

        File.Delete(aside);
    }

    private static void WriteThrough(string path, Action<Stream> write, bool flush)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush(flushToDisk: flush);
    }
}
