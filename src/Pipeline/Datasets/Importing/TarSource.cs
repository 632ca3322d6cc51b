using System.Formats.Tar;
using System.IO.Compression;

namespace Pipeline.Datasets.Importing;

/// <summary>The entries of a tar archive, compressed by gzip or not.</summary>
internal sealed class TarSource(string path, bool isCompressed) : ImportSource(path)
{
    public override void Visit(ImportLimits limits, Action<SourceFile> visit, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenRead(Path);
            using Stream unpacked = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var bounded = new BoundedStream(unpacked, limits.MaxBytes, Path);
            using var archive = new TarReader(bounded);
            int files = 0;
            while (archive.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                RequireFiles(++files, limits, Path);
                Visit(entry, visit);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{Path} is damaged, or no whole tar archive ({e.Message.TrimEnd('.')}): download it again", e);
        }
    }

    private static void Visit(TarEntry entry, Action<SourceFile> visit)
    {
        if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
        {
            visit(new SourceFile(entry.Name, entry.DataStream, null, entry.DataStream is null ? "an empty file" : ""));
        }
        else if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes))
        {
            visit(new SourceFile(entry.Name, null, null, "a link or device: not followed"));
        }
    }
}
