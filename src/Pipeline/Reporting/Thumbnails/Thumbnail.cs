using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Reporting.Thumbnails;

/// <summary>A small upright picture of an image.</summary>
/// <param name="Size">Pixels.</param>
/// <param name="Jpeg">The file.</param>
internal sealed record Thumbnail(PixelSize Size, byte[] Jpeg)
{
    private static readonly int[] Qualities = [78, 64, 50, 36, 24];

    /// <param name="path">The image.</param>
    /// <param name="sha256">What its bytes were when the run saw them.</param>
    /// <param name="size">How large it may be.</param>
    /// <param name="policy">What of a damaged image is shown.</param>
    /// <param name="problem">For people: why there is none; empty where there is one.</param>
    /// <returns>Null where the image is gone, is another one now, or does not decode.</returns>
    public static Thumbnail? Make(string path, string sha256, ThumbnailSize size, DecodePolicy policy, out string problem)
    {
        var content = FileContent.Read(path);
        if (content.Bytes is not { } bytes)
        {
            problem = content.Length is null ? "The image is gone." : $"The image is {content.Reason}.";
            return null;
        }

        if (Hashing.OfBytes(bytes) != sha256)
        {
            problem = "The file has changed since the run: it is another image now.";
            return null;
        }

        try
        {
            problem = "";
            return Of(FittedImage.Of(bytes, new PixelSize(size.Edge, size.Edge), policy.Limits, policy.AllowTruncated), size.MaxBytes);
        }
        catch (UndecodableImageException undecodable)
        {
            problem = $"The image does not decode: {undecodable.Verdict.Reason}.";
            return null;
        }
    }

    /// <summary>One that was kept.</summary>
    /// <returns>Null for what is no whole JPEG.</returns>
    public static Thumbnail? Read(byte[] jpeg) =>
        jpeg is [0xFF, 0xD8, .., 0xFF, 0xD9] && DeclaredSize.Of(ImageFormat.Jpeg, jpeg) is { } size ? new Thumbnail(size, jpeg) : null;

    private static Thumbnail Of(RgbImage image, int maxBytes)
    {
        byte[] jpeg = [];
        foreach (int quality in Qualities)
        {
            jpeg = image.EncodeJpeg(quality);
            if (jpeg.Length <= maxBytes)
            {
                break;
            }
        }

        return new Thumbnail(new PixelSize(image.Width, image.Height), jpeg);
    }
}
