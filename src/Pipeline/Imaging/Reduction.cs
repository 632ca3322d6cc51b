namespace Pipeline.Imaging;

/// <summary>The geometry of decoding a JPEG at 1/2, 1/4 or 1/8 of its size.</summary>
internal static class Reduction
{
    private static readonly int[] s_factors = [8, 4, 2];

    /// <summary>The strongest factor that leaves the shorter side at least so many pixels.</summary>
    /// <param name="stored">The file's size.</param>
    /// <param name="shorterSideAtLeast">Null for no reduction.</param>
    public static int Factor(PixelSize stored, int? shorterSideAtLeast) =>
        shorterSideAtLeast is { } least ? s_factors.FirstOrDefault(factor => Math.Min(stored.Width, stored.Height) / factor >= least, 1) : 1;

    /// <summary>
    /// Says where the file's edges lie relative to the smaller picture. libvips drops the last column and row when they are a fraction, so
    /// the edges lie up to one pixel outside: at the right and the bottom, or where turning the picture upright has brought them.
    /// </summary>
    /// <param name="pixels">Decoded and upright.</param>
    /// <param name="stored">The file's size before turning; null for that of the pixels.</param>
    /// <param name="orientation">EXIF, 1 to 8.</param>
    /// <param name="factor">1, 2, 4 or 8.</param>
    public static ReducedImage Describe(RgbImage pixels, PixelSize? stored, int orientation, int factor)
    {
        if (factor == 1 || stored is not { } size) return ReducedImage.Whole(pixels);
        var isTransposed = orientation >= 5;
        var upright = isTransposed ? size.Transposed : size;
        var (width, height) = ((double)upright.Width / factor, (double)upright.Height / factor);
        var (isMirroredX, isMirroredY) = (orientation is 2 or 3 or 6 or 7, orientation is 3 or 4 or 7 or 8);
        return new(pixels, upright.Width, upright.Height,
            new(isMirroredX ? pixels.Width - width : 0, isMirroredY ? pixels.Height - height : 0, width, height));
    }
}
