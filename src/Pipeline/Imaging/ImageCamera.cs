using NetVips;

namespace Pipeline.Imaging;

/// <summary>The camera that EXIF names.</summary>
internal static class ImageCamera
{
    /// <param name="format">The format of the bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <returns>Make and model; empty where there are none.</returns>
    public static string Of(ImageFormat format, byte[] bytes)
    {
        if (format is not (ImageFormat.Jpeg or ImageFormat.Tiff or ImageFormat.WebP)) return "";
        try
        {
            using var image = VipsCodec.Open(format, bytes, 1, Enums.FailOn.None);
            return string.Join(' ', new[] { Text(image, "exif-ifd0-Make"), Text(image, "exif-ifd0-Model") }.Where(text => text.Length > 0));
        }
        catch (VipsException)
        {
            return "";
        }
    }

    // libvips adds type and length in brackets behind the value.
    private static string Text(Image image, string field)
    {
        var text = image.Contains(field) && image.Get(field) is string value ? value : "";
        var bracket = text.LastIndexOf(" (", StringComparison.Ordinal);
        return (bracket >= 0 ? text[..bracket] : text).Trim();
    }
}
