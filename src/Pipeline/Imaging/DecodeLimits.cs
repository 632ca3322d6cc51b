namespace Pipeline.Imaging;

/// <summary>What a decoder may be made to do by a file.</summary>
/// <param name="MaxMegapixels">Millions of stored pixels, compared with the header before decoding.</param>
public sealed record DecodeLimits(double MaxMegapixels = 100)
{
    private const int BytesPerPixel = 3;

    /// <summary>Never more than one managed array holds.</summary>
    public long MaxPixels { get; } = (long)Math.Min(MaxMegapixels * 1e6, Array.MaxLength / BytesPerPixel);

    public bool Allow(int width, int height) => (long)width * height <= MaxPixels;
}
