using System.IO.Compression;

namespace Pipeline.Datasets.Importing;

/// <summary>The entries of a zip archive.</summary>
internal sealed class ZipSource(string path) : ImportSource(path)
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixRegular = 0x8000;
    private const int UnixFolder = 0x4000;

    public override void Visit(ImportLimits limits, Action<SourceFile> visit, CancellationToken cancellation)
    {
        try
        {
            using var archive = ZipFile.OpenRead(Path);
            RequireFiles(archive.Entries.Count, limits, Path);
            foreach (var entry in archive.Entries.Where(entry => entry.FullName is not [.., '/' or '\\']))
            {
                cancellation.ThrowIfCancellationRequested();
                Visit(entry, visit);
            }
        }
        catch (InvalidDataException e)
        {
            throw new PipelineException($"{Path} is damaged, or no whole zip archive ({e.Message.TrimEnd('.')}): download it again", e);
        }
        catch (Exception e) when (e is EndOfStreamException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PipelineException($"{Path} cannot be unpacked: {e.Message}", e);
        }
    }

    private static void Visit(ZipArchiveEntry entry, Action<SourceFile> visit)
    {
        // The upper half holds Unix permissions, where a Unix program has packed.
        int type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        if (type is not (0 or UnixRegular or UnixFolder))
        {
            visit(new SourceFile(entry.FullName, null, null, "a link or device: not followed"));
        }
        else if (entry.IsEncrypted)
        {
            visit(new SourceFile(entry.FullName, null, null, "encrypted"));
        }
        else
        {
            using var content = entry.Open();
            visit(new SourceFile(entry.FullName, content));
        }
    }
}
