using SkiaSharp;

namespace Pipeline.Imaging;

/// <summary>BMP, the one common format that libvips is built without.</summary>
internal static class BitmapCodec
{
    /// <param name="bytes">The file.</param>
    /// <param name="limits">Checked before pixels are allocated.</param>
    /// <param name="image">What decoded; null when nothing did.</param>
    public static ImageVerdict Decode(byte[] bytes, DecodeLimits limits, out ReducedImage? image)
    {
        image = null;
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1) return new ImageVerdict.Unreadable(ImageFormat.Bmp);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (!limits.Allow(width, height)) return new ImageVerdict.TooLarge(ImageFormat.Bmp, width, height, limits.MaxPixels);

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        var isPartial = result is SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput;
        if (!isPartial && result is not SKCodecResult.Success) return new ImageVerdict.Unreadable(ImageFormat.Bmp);
        image = ReducedImage.Whole(new(width, height, OverWhite(bitmap.GetPixelSpan())));
        return isPartial ? new ImageVerdict.Truncated(ImageFormat.Bmp, width, height) : new ImageVerdict.Sound(ImageFormat.Bmp, width, height);
    }

    private static byte[] OverWhite(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / 4 * RgbImage.Channels];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += RgbImage.Channels)
        {
            var alpha = rgba[from + 3];
            for (var channel = 0; channel < RgbImage.Channels; channel++)
                rgb[to + channel] = (byte)(((rgba[from + channel] * alpha) + (255 * (255 - alpha)) + 127) / 255);
        }

        return rgb;
    }
}
