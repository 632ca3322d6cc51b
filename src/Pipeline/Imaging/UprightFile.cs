using NetVips;

namespace Pipeline.Imaging;

/// <summary>A picture as a file for programs that know neither orientation nor profiles, and only JPEG and PNG.</summary>
internal static class UprightFile
{
    public const string Jpeg = ".jpg", Png = ".png";

    /// <summary>The file itself where it is a JPEG of upright sRGB pixels; else its pixels as the decoder has them, as PNG.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="extension">Of what is returned.</param>
    /// <exception cref="UndecodableImageException">Not all of it decodes, or nothing where that is allowed.</exception>
    public static byte[] Of(byte[] bytes, DecodePolicy decoding, out string extension)
    {
        // Decoded also where the file goes as it is: a program that skips what it cannot read must not be the one to find out.
        var verdict = ImageDecoder.TryDecode(bytes, decoding.Limits, out var image);
        if (image is null || (verdict is not ImageVerdict.Sound && !decoding.AllowTruncated))
        {
            throw new UndecodableImageException(verdict);
        }

        bool asItIs = verdict is ImageVerdict.Sound && IsUpright(bytes);
        extension = asItIs ? Jpeg : Png;
        return asItIs ? bytes : image.EncodePng();
    }

    private static bool IsUpright(byte[] bytes)
    {
        if (ImageFormat.Of(bytes) is not ImageFormat.Jpeg)
        {
            return false;
        }

        using var stored = VipsCodec.Open(ImageFormat.Jpeg, bytes, shrink: 1, Enums.FailOn.None);
        return VipsPixels.IsPlain(stored);
    }
}
