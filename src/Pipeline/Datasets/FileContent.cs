namespace Pipeline.Datasets;

/// <summary>What came of reading one file, by the rules that hold wherever a data set is read.</summary>
/// <param name="Bytes">All of it; null where it was not read.</param>
/// <param name="Length">In bytes; null where unknown.</param>
/// <param name="Reason">For people: why it was not read, without the file's name; else empty.</param>
internal sealed record FileContent(byte[]? Bytes, long? Length, string Reason = "")
{
    /// <summary>No photo is larger; a film among the photos must not fill the memory.</summary>
    internal const long MaxBytes = 256L << 20;

    public static FileContent Read(string path)
    {
        try
        {
            long length = LengthOf(path);
            if (length > MaxBytes)
            {
                return new(null, length, $"larger than {MaxBytes >> 20} MiB: not read");
            }

            // An empty file is not opened: pipes and devices have no length either, and opening one may never return.
            byte[] bytes = length == 0 ? [] : File.ReadAllBytes(path);
            return new(bytes, bytes.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(null, null, "cannot be read: a link that leads nowhere");
        }
        catch (UnauthorizedAccessException)
        {
            return new(null, null, "cannot be read: access denied");
        }
        catch (IOException)
        {
            return new(null, null, "cannot be read: the file system reports an error");
        }
    }

    /// <summary>Of the file that a link leads to.</summary>
    public static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.Length : ((FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!).Length;
    }
}
