using System.Numerics;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

/// <summary>What a camera adds: the lens darkens the corners, the sensor adds grain, the exposure shifts the whole.</summary>
internal sealed record Finish(float Exposure)
{
    private const float Grain = 0.02f;
    private const float Vignette = 0.25f;

    /// <summary>Shrinks a picture to its final size by averaging linear light.</summary>
    public SKBitmap Apply(Picture picture, uint seed)
    {
        var (width, height) = (picture.Width / Picture.Oversampling, picture.Height / Picture.Oversampling);
        var result = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var target = Picture.PixelsOf(result);
        var source = picture.Pixels;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = 2 * y * picture.Width + 2 * x;
                var mean = (Tint.FromPixel(source[at]) + Tint.FromPixel(source[at + 1])
                    + Tint.FromPixel(source[at + picture.Width]) + Tint.FromPixel(source[at + picture.Width + 1])) / 4;
                var (u, v) = (2f * x / width - 1, 2f * y / height - 1);
                var colour = mean * (Exposure * (1 - Vignette * (u * u + v * v) * 0.5f));
                var noise = (Noise.White(x, y, seed) + Noise.White(x, y, seed + 1) - 1) * Grain;
                var display = Vector3.SquareRoot(Vector3.Max(colour, Vector3.Zero)) + new Vector3(noise);
                target[y * width + x] = Tint.ToPixel(Vector3.Max(display, Vector3.Zero) * Vector3.Max(display, Vector3.Zero));
            }
        }

        return result;
    }
}
