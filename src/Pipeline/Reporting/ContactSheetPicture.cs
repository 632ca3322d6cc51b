using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>What a file shows on its tile.</summary>
/// <param name="Image">Upright and no larger than the box; null where nothing decodes.</param>
/// <param name="Problem">Why not all of it decodes; empty for a sound image.</param>
internal sealed record ContactSheetPicture(RgbImage? Image, string Problem)
{
    /// <summary>Of a large JPEG no more is decoded than leaves two pixels for each that is shown.</summary>
    private const int Oversampling = 2;

    public static ContactSheetPicture Of(FoundFile file, PixelSize box)
    {
        if (file.State is not null)
        {
            return new(null, file.Reason);
        }

        var content = FileContent.Read(file.FullPath);
        return content.Bytes is { } bytes ? Of(bytes, box) : new(null, content.Reason);
    }

    /// <summary>A truncated image is shown as far as it goes.</summary>
    private static ContactSheetPicture Of(byte[] bytes, PixelSize box)
    {
        try
        {
            return new(Fitted(bytes, box, allowTruncated: false), "");
        }
        catch (UndecodableImageException problem)
        {
            bool isTruncated = problem.Verdict is ImageVerdict.Truncated;
            return new(isTruncated ? Fitted(bytes, box, allowTruncated: true) : null, problem.Verdict.Reason);
        }
    }

    /// <summary>Of the same aspect ratio, and never enlarged: a tiny image is to be seen as one.</summary>
    private static RgbImage Fitted(byte[] bytes, PixelSize box, bool allowTruncated)
    {
        var image = ImageDecoder.DecodeReduced(bytes, new DecodeLimits(), allowTruncated, Oversampling * Math.Min(box.Width, box.Height));
        double scale = Math.Min(1, Math.Min((double)box.Width / image.Width, (double)box.Height / image.Height));
        var size = new PixelSize(Scaled(image.Width, scale), Scaled(image.Height, scale));
        return TriangleResize.Window(image.Pixels, image.Box, size, new PixelWindow(0, 0, size.Width, size.Height));
    }

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
