namespace Pipeline.Imaging;

/// <summary>
/// Bytes into what a network reads at evaluation: upright, shorter side resized, centre cropped, normalised. The two halves can be called, and
/// timed, on their own: <see cref="Decode"/> and <see cref="Transform"/>.
/// </summary>
internal static class EvalTransform
{
    /// <summary>
    /// A JPEG is decoded smaller only while at least so many decoded pixels remain for each pixel of the resized side. Against a full
    /// decode, crops of photos of 1 to 26 megapixels then differ by at most 0.40 grey levels on average (1.5 at 1, 0.12 at 4), and 12
    /// megapixels take 0.3 of the time (0.6 at 4).
    /// </summary>
    private const int MinOversampling = 2;

    /// <summary>First half: bytes into upright pixels, no more of them than the transform can use.</summary>
    /// <exception cref="UndecodableImageException">No, or with <paramref name="allowTruncated"/> false not all, pixels decode.</exception>
    public static ReducedImage Decode(byte[] bytes, TransformSpec spec, DecodeLimits limits, bool allowTruncated = false) =>
        ImageDecoder.DecodeReduced(bytes, limits, allowTruncated, spec.ResizeShorterSide * MinOversampling);

    /// <summary>Second half: upright pixels into the network's input.</summary>
    /// <param name="image">From <see cref="Decode"/>.</param>
    /// <param name="spec">The network's.</param>
    /// <param name="pixels">Filled with normalised RGB, [3, crop, crop], row-major.</param>
    public static void Transform(ReducedImage image, TransformSpec spec, Span<float> pixels) =>
        Normalize(Crop(image, spec), spec, pixels);

    /// <summary>Both halves at once.</summary>
    /// <inheritdoc cref="Decode"/>
    public static void Apply(byte[] bytes, TransformSpec spec, DecodeLimits limits, bool allowTruncated, Span<float> pixels) =>
        Transform(Decode(bytes, spec, limits, allowTruncated), spec, pixels);

    /// <summary>What the network is shown, as a picture of crop x crop pixels.</summary>
    /// <inheritdoc cref="Decode"/>
    public static RgbImage Crop(byte[] bytes, TransformSpec spec, DecodeLimits limits, bool allowTruncated = false) =>
        Crop(Decode(bytes, spec, limits, allowTruncated), spec);

    public static RgbImage Crop(ReducedImage image, TransformSpec spec)
    {
        var size = ResizedSize(image.Width, image.Height, spec.ResizeShorterSide);
        var window = new PixelWindow(Margin(size.Width, spec.Crop), Margin(size.Height, spec.Crop), spec.Crop, spec.Crop);
        return TriangleResize.Window(image.Pixels, image.Box, size, window);
    }

    /// <summary>The longer side is cut to a whole number, as torchvision's Resize does.</summary>
    internal static PixelSize ResizedSize(int width, int height, int shorterSide) => width <= height
        ? new(shorterSide, (int)((long)shorterSide * height / width))
        : new((int)((long)shorterSide * width / height), shorterSide);

    /// <summary>Pixels before the centred crop; halves go to the even neighbour, as Python's round does in torchvision's CenterCrop.</summary>
    internal static int Margin(int length, int crop) => (int)Math.Round((length - crop) / 2.0, MidpointRounding.ToEven);

    private static void Normalize(RgbImage image, TransformSpec spec, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, spec.TensorLength);
        var plane = spec.Crop * spec.Crop;
        Span<float> levels = stackalloc float[256];
        for (var channel = 0; channel < RgbImage.Channels; channel++)
        {
            for (var level = 0; level < levels.Length; level++) levels[level] = ((level / 255f) - spec.Mean[channel]) / spec.Std[channel];
            var target = pixels.Slice(channel * plane, plane);
            for (int i = 0, at = channel; i < target.Length; i++, at += RgbImage.Channels) target[i] = levels[image.Pixels[at]];
        }
    }
}
