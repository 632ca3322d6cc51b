using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>An image made small.</summary>
internal static class FittedImage
{
    /// <summary>Of a large JPEG no more is decoded than leaves two pixels for each that is shown.</summary>
    private const int Oversampling = 2;

    /// <summary>Upright, of the same aspect ratio, and never enlarged: a tiny image is to be seen as one.</summary>
    /// <exception cref="UndecodableImageException">Not all of it decodes, or nothing where <paramref name="allowTruncated"/>.</exception>
    public static RgbImage Of(byte[] bytes, PixelSize box, DecodeLimits limits, bool allowTruncated)
    {
        var image = ImageDecoder.DecodeReduced(bytes, limits, allowTruncated, Oversampling * Math.Min(box.Width, box.Height));
        double scale = Math.Min(1, Math.Min((double)box.Width / image.Width, (double)box.Height / image.Height));
        var size = new PixelSize(Scaled(image.Width, scale), Scaled(image.Height, scale));
        return TriangleResize.Window(image.Pixels, image.Box, size, new PixelWindow(0, 0, size.Width, size.Height));
    }

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
