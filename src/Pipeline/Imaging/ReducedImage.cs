namespace Pipeline.Imaging;

/// <summary>An upright picture that the decoder may already have made smaller (a JPEG is cheaper to decode at 1/2, 1/4 or 1/8).</summary>
/// <param name="Pixels">The smaller picture.</param>
/// <param name="Width">Upright width of the whole file, in pixels.</param>
/// <param name="Height">Upright height of the whole file, in pixels.</param>
/// <param name="Box">Where the whole file lies in the coordinates of <paramref name="Pixels"/>: at 1/8, 1001 pixels are 125.125.</param>
public sealed record ReducedImage(RgbImage Pixels, int Width, int Height, SourceBox Box)
{
    /// <summary>Not reduced at all.</summary>
    public static ReducedImage Whole(RgbImage image) => new(image, image.Width, image.Height, SourceBox.Of(image));
}

/// <summary>The part of a picture that is resampled, in its own pixels; fractions count, and it may reach past the edge.</summary>
public readonly record struct SourceBox(double X, double Y, double Width, double Height)
{
    public static SourceBox Of(RgbImage image) => new(0, 0, image.Width, image.Height);
}

/// <summary>Pixels.</summary>
public readonly record struct PixelSize(int Width, int Height)
{
    public PixelSize Transposed => new(Height, Width);
}

/// <summary>A window of whole pixels.</summary>
public readonly record struct PixelWindow(int X, int Y, int Width, int Height);
