namespace Pipeline.Imaging;

/// <summary>An upright sRGB picture without transparency.</summary>
public sealed class RgbImage
{
    internal const int Channels = 3;

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="pixels">[height, width, 3], row-major, 8 bits each; not copied.</param>
    /// <exception cref="ArgumentException">The length is not height * width * 3, or there are no pixels.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * Channels)
            throw new ArgumentException($"{pixels.Length} bytes are not {height} x {width} x {Channels}.", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>[H, W, 3], row-major: red, green, blue of the top left pixel come first.</summary>
    public byte[] Pixels { get; }

    /// <summary>Antialiased bilinear, without regard to the aspect ratio.</summary>
    public RgbImage Resize(int width, int height) =>
        TriangleResize.Window(this, SourceBox.Of(this), new(width, height), new(0, 0, width, height));

    /// <summary>The largest size of the same aspect ratio within the bounds; never larger than the picture itself.</summary>
    public RgbImage ResizeToFit(int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / Width, (double)maxHeight / Height));
        return scale == 1 ? this : Resize(Scaled(Width, scale), Scaled(Height, scale));
    }

    /// <param name="quality">1 to 100.</param>
    public byte[] EncodeJpeg(int quality = 85) => VipsCodec.EncodeJpeg(this, quality);

    public byte[] EncodePng() => VipsCodec.EncodePng(this);

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
