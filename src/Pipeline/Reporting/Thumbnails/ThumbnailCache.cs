using Pipeline.Imaging;

namespace Pipeline.Reporting.Thumbnails;

/// <summary>
/// Thumbnails by the content of their images, so that a sweep of a hundred runs decodes each image once. What is damaged or cannot be kept is made again; the
/// folder may be deleted at any time.
/// </summary>
/// <param name="folder">Where they lie.</param>
internal sealed class ThumbnailCache(string folder)
{
    /// <summary>Goes up when a thumbnail of the same image and size would look different.</summary>
    private const int Version = 1;

    /// <returns>The thumbnail of an image with these bytes, if it is kept.</returns>
    public Thumbnail? Find(string sha256, ThumbnailSize size) => Kept(PathOf(sha256, size));

    /// <param name="path">The image.</param>
    /// <param name="sha256">What its bytes were when the run saw them.</param>
    /// <param name="size">How large it may be.</param>
    /// <param name="policy">What of a damaged image is shown.</param>
    /// <param name="problem">For people: why there is none; empty where there is one.</param>
    /// <returns>Null where there is none, neither kept nor to be made.</returns>
    public Thumbnail? Get(string path, string sha256, ThumbnailSize size, DecodePolicy policy, out string problem)
    {
        problem = "";
        if (Find(sha256, size) is { } thumbnail)
        {
            return thumbnail;
        }

        if (Thumbnail.Make(path, sha256, size, policy, out problem) is not { } made)
        {
            return null;
        }

        Keep(PathOf(sha256, size), made.Jpeg);
        return made;
    }

    private string PathOf(string sha256, ThumbnailSize size) => Path.Combine(folder, $"{size.Edge}-{size.MaxBytes}-v{Version}", sha256[..2], sha256 + ".jpg");

    private static Thumbnail? Kept(string path)
    {
        try
        {
            return File.Exists(path) ? Thumbnail.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Not flushed to disk one by one, as there may be thousands: a torn file is seen and made again.
    private static void Keep(string path, byte[] jpeg)
    {
        string partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{WholeFile.Unfinished}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(partial, jpeg);
            WholeFile.Replace(partial, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A report is worth having without a cache.
            Discard(partial);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }
}
