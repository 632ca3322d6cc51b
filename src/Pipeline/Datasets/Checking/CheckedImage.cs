using Pipeline.Imaging;

namespace Pipeline.Datasets.Checking;

/// <summary>A file of a dataset and everything that a check looks at: about a kilobyte, whatever the picture's size.</summary>
/// <param name="Path">Relative to the dataset's folder.</param>
/// <param name="Label">Its class folder.</param>
/// <param name="ContentHash">SHA-256 of its bytes; empty where it was not read.</param>
/// <param name="Bytes">Its size; null where unknown.</param>
/// <param name="Problem">Why it does not decode whole; empty where it does.</param>
/// <param name="Format">By content; null where it was not read.</param>
/// <param name="Size">Upright, in pixels; null where unknown.</param>
/// <param name="Traits">What its pixels say; null where none decode.</param>
/// <param name="Thumbnail">For near-duplicates; null where nothing decodes.</param>
/// <param name="Camera">As EXIF has it; empty where it says nothing.</param>
internal sealed record CheckedImage(
    string Path, string Label, string ContentHash, long? Bytes, string Problem, ImageFormat? Format = null, PixelSize? Size = null, ImageTraits? Traits = null, GreyThumbnail? Thumbnail = null,
    string Camera = "")
{
    public bool Decodes => Problem.Length == 0;

    /// <summary>Reads and decodes a file, a large JPEG at a fraction of its size.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">Checked before decoding.</param>
    public static CheckedImage Of(FoundFile file, DecodeLimits limits)
    {
        var content = FileContent.Read(file.FullPath);
        if (content.Bytes is not { } bytes)
        {
            return new CheckedImage(file.Path, file.Label, "", content.Length, content.Reason);
        }

        var verdict = ImageDecoder.TryDecodeReduced(bytes, limits, MinSide, out var image);
        string problem = verdict is ImageVerdict.Sound ? "" : verdict.Reason;
        var checkedImage = new CheckedImage(file.Path, file.Label, Hashing.OfBytes(bytes), bytes.Length, problem, verdict.Format);
        return image is null ? checkedImage : checkedImage with
        {
            Size = new PixelSize(image.Width, image.Height),
            Traits = ImageTraits.Of(image.Pixels),
            Thumbnail = GreyThumbnail.Of(image.Pixels),
            Camera = ImageCamera.Of(verdict.Format, bytes),
        };
    }

    /// <summary>Twice what the traits are measured at.</summary>
    private const int MinSide = 512;
}
