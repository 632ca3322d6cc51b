namespace Pipeline.Datasets.Importing;

/// <summary>One file of a source.</summary>
/// <param name="Name">As the source spells it; nothing is ever written under it.</param>
/// <param name="Content">Readable until the next file is visited; null for what is no plain file.</param>
/// <param name="Label">Its class, where the source names it; null where folders tell.</param>
/// <param name="Problem">Why there is no content; else empty.</param>
internal sealed record SourceFile(string Name, Stream? Content, string? Label = null, string Problem = "");

/// <summary>Where photos come from: a folder, an archive, a table.</summary>
internal abstract class ImportSource(string path)
{
    /// <summary>As the user named it.</summary>
    public string Path => path;

    /// <summary>Visits all files, one after the other, in the same order each time.</summary>
    /// <exception cref="PipelineException">The source is damaged, or holds more than the limits allow.</exception>
    public abstract void Visit(ImportLimits limits, Action<SourceFile> visit, CancellationToken cancellation);

    /// <summary>The kind of source that a folder or file is, by its content.</summary>
    /// <param name="path">A folder or an archive; tables are read elsewhere.</param>
    /// <exception cref="PipelineException">It is neither.</exception>
    public static ImportSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            return new FolderSource(path);
        }

        Span<byte> head = stackalloc byte[265];
        head = head[..ReadHead(path, head)];
        return head switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => new ZipSource(path),
            [0x1F, 0x8B, ..] => new TarSource(path, isCompressed: true),
            _ when head.Length > 262 && head[257..262].SequenceEqual("ustar"u8) => new TarSource(path, isCompressed: false),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [(byte)'B', (byte)'Z', (byte)'h', ..] or [0xFD, (byte)'7', (byte)'z', (byte)'X', ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] =>
                throw new PipelineException($"{path}: archives of this kind are not read: unpack it and import the folder"),
            _ => throw new PipelineException($"{path} is neither a folder nor a zip, tar or tar.gz archive; a table of paths and labels must end in .csv"),
        };
    }

    /// <summary>Counts files against the limit.</summary>
    protected static void RequireFiles(int files, ImportLimits limits, string path)
    {
        if (files > limits.MaxFiles)
        {
            throw new PipelineException($"{path} holds more than {limits.MaxFiles} files (--max-files)");
        }
    }

    private static int ReadHead(string path, Span<byte> head)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PipelineException($"{path} does not exist: name a folder, an archive or a table of photos", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
