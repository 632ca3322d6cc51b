using NetVips;

namespace Pipeline.Imaging;

/// <summary>
/// The one decoder: bytes into upright sRGB pixels. What a file is, its content decides, not its name. Stateless and safe to call from
/// several threads; each call uses one.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>Decodes the whole image, so that missing ends are found, and keeps nothing but the verdict.</summary>
    public static ImageVerdict Inspect(byte[] bytes, DecodeLimits limits) => TryDecode(bytes, limits, out _);

    /// <summary>Decodes the whole image.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">Checked against the header before decoding.</param>
    /// <param name="image">The picture when sound, as far as it goes when truncated, else null.</param>
    public static ImageVerdict TryDecode(byte[] bytes, DecodeLimits limits, out RgbImage? image)
    {
        var verdict = Run(bytes, limits, shorterSideAtLeast: null, out var reduced);
        image = reduced?.Pixels;
        return verdict;
    }

    /// <summary>Decodes the whole image, a large JPEG at 1/2, 1/4 or 1/8 as long as its shorter side keeps the given pixels.</summary>
    /// <inheritdoc cref="TryDecode"/>
    public static ImageVerdict TryDecodeReduced(byte[] bytes, DecodeLimits limits, int shorterSideAtLeast, out ReducedImage? image) =>
        Run(bytes, limits, shorterSideAtLeast, out image);

    /// <summary>Decodes the whole image in full size.</summary>
    /// <exception cref="UndecodableImageException">Not all of it decodes, or nothing where <paramref name="allowTruncated"/>.</exception>
    public static RgbImage Decode(byte[] bytes, DecodeLimits limits, bool allowTruncated = false) =>
        Required(Run(bytes, limits, shorterSideAtLeast: null, out var image), image, allowTruncated).Pixels;

    /// <summary>Decodes the whole image, a large JPEG at 1/2, 1/4 or 1/8 as long as its shorter side keeps the given pixels.</summary>
    /// <inheritdoc cref="Decode"/>
    public static ReducedImage DecodeReduced(byte[] bytes, DecodeLimits limits, bool allowTruncated, int shorterSideAtLeast) =>
        Required(Run(bytes, limits, shorterSideAtLeast, out var image), image, allowTruncated);

    /// <summary>What the bytes tell without a decoder: in microseconds, for a large JPEG in a few milliseconds.</summary>
    /// <returns>Why these bytes are not worth decoding; null when they may be.</returns>
    public static ImageVerdict? Glance(byte[] bytes, DecodeLimits limits)
    {
        if (bytes.Length == 0) return new ImageVerdict.Empty();
        var format = ImageFormat.Of(bytes);
        if (format is ImageFormat.Unknown or ImageFormat.Html) return new ImageVerdict.NotAnImage(format);
        if (!format.IsDecodable) return new ImageVerdict.Unsupported(format);
        if (format is ImageFormat.Jpeg && JpegScans.Count(bytes) > JpegScans.Most) return new ImageVerdict.Unreadable(format);
        return DeclaredSize.Of(format, bytes) is { } size && !limits.Allow(size.Width, size.Height)
            ? new ImageVerdict.TooLarge(format, size.Width, size.Height, limits.MaxPixels)
            : null;
    }

    private static ReducedImage Required(ImageVerdict verdict, ReducedImage? image, bool allowTruncated) =>
        image is not null && (allowTruncated || verdict is ImageVerdict.Sound) ? image : throw new UndecodableImageException(verdict);

    private static ImageVerdict Run(byte[] bytes, DecodeLimits limits, int? shorterSideAtLeast, out ReducedImage? image)
    {
        image = null;
        if (Glance(bytes, limits) is { } refused) return refused;
        var format = ImageFormat.Of(bytes);
        var declared = DeclaredSize.Of(format, bytes);
        if (format is ImageFormat.Bmp) return BitmapCodec.Decode(bytes, limits, out image);

        // Damage is an error at first; a second, lenient pass tells what can be saved from what cannot.
        var shrink = format is ImageFormat.Jpeg && declared is { } jpeg ? Reduction.Factor(jpeg, shorterSideAtLeast) : 1;
        return Attempt(format, bytes, declared, limits, shrink, Enums.FailOn.Truncated, out image)
            ?? Attempt(format, bytes, declared, limits, shrink, Enums.FailOn.None, out image)
            ?? new ImageVerdict.Unreadable(format);
    }

    /// <returns>Null when the file is more damaged than <paramref name="failOn"/> allows.</returns>
    private static ImageVerdict? Attempt(
        ImageFormat format, byte[] bytes, PixelSize? declared, DecodeLimits limits, int shrink, Enums.FailOn failOn, out ReducedImage? image)
    {
        image = null;
        try
        {
            using var stored = VipsCodec.Open(format, bytes, shrink, failOn);
            if (!limits.Allow(stored.Width, stored.Height))
                return new ImageVerdict.TooLarge(format, stored.Width, stored.Height, limits.MaxPixels);
            image = Reduction.Describe(VipsPixels.Read(stored), declared, VipsPixels.Orientation(stored), shrink);
        }
        catch (VipsException)
        {
            return null;
        }

        return failOn is Enums.FailOn.None
            ? new ImageVerdict.Truncated(format, image.Width, image.Height)
            : new ImageVerdict.Sound(format, image.Width, image.Height);
    }
}
