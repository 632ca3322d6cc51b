using Pipeline.Imaging;

namespace Pipeline.Datasets;

/// <summary>The verdict of the decoder as a scan understands it.</summary>
internal static class ImageInspection
{
    /// <summary>Raised whenever the decoder judges some file otherwise.</summary>
    private const int Version = 2;

    public static FileInspector Inspector(DecodeLimits limits) =>
        new($"verdict-{Version} {VipsCodec.LibraryName} max={limits.MaxPixels}", bytes => Verdict(ImageDecoder.TryDecode(bytes, limits, out var image), image));

    private static FileVerdict Verdict(ImageVerdict verdict, RgbImage? image)
    {
        var (width, height) = verdict switch
        {
            ImageVerdict.Sound sound => (sound.Width, sound.Height),
            ImageVerdict.Truncated truncated => (truncated.Width, truncated.Height),
            _ => (0, 0),
        };
        string thumbnail = image is null ? "" : GreyThumbnail.Of(image).ToText();
        return new FileVerdict(verdict is ImageVerdict.Sound, verdict is ImageVerdict.Truncated, verdict.Reason, width, height, verdict.Format.DisplayName, thumbnail);
    }
}
