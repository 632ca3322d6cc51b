using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>What a file shows on its tile.</summary>
/// <param name="Image">Upright and no larger than the box; null where nothing decodes.</param>
/// <param name="Problem">Why not all of it decodes; empty for a sound image.</param>
internal sealed record ContactSheetPicture(RgbImage? Image, string Problem)
{
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
            return new(FittedImage.Of(bytes, box, new DecodeLimits(), allowTruncated: false), "");
        }
        catch (UndecodableImageException problem)
        {
            bool isTruncated = problem.Verdict is ImageVerdict.Truncated;
            return new(isTruncated ? FittedImage.Of(bytes, box, new DecodeLimits(), allowTruncated: true) : null, problem.Verdict.Reason);
        }
    }
}
