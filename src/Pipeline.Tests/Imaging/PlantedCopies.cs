using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>Copies of a picture as they come to be in collections: re-encoded, resized, cropped, turned, mirrored, brightened.</summary>
internal static class PlantedCopies
{
    private static readonly double[] s_crops = [0.05, 0.075, 0.1];

    /// <param name="picture">The original.</param>
    /// <param name="seed">Places the crops.</param>
    /// <returns>Each copy under the kind of its alteration, decoded from the JPEG that it was saved as.</returns>
    public static IEnumerable<(string Kind, RgbImage Copy)> Of(RgbImage picture, int seed)
    {
        var random = new Random(seed);
        foreach (var quality in (int[])[90, 70, 50, 30]) yield return ("re-encoded", Saved(picture, quality));
        foreach (var scale in (double[])[0.35, 0.5, 1.5]) yield return ("resized", Saved(picture.Resize(Scaled(picture.Width, scale), Scaled(picture.Height, scale)), 80));
        foreach (var share in s_crops) yield return ("cropped", Saved(Cropped(picture, share, random.NextDouble(), random.NextDouble()), 85));
        yield return ("cropped at a corner", Saved(Cropped(picture, 0.1, 0, 0), 85));
        yield return ("cropped on two sides", Saved(Window(picture, Scaled(picture.Width, 0.1) / 2, 0, Scaled(picture.Width, 0.9), picture.Height), 85));
        foreach (var orientation in (int[])[3, 6, 8]) yield return ("rotated", Saved(TestPictures.Upright(picture, orientation), 85));
        foreach (var orientation in (int[])[2, 4]) yield return ("mirrored", Saved(TestPictures.Upright(picture, orientation), 85));
        foreach (var gain in (double[])[0.9, 1.1]) yield return ("brightened", Saved(Brightened(picture, gain), 85));
        yield return ("cropped, mirrored and resized", Saved(TestPictures.Upright(Cropped(picture, 0.07, random.NextDouble(), random.NextDouble()), 2).ResizeToFit(200, 200), 75));
    }

    public static RgbImage Cropped(RgbImage picture, double share, double acrossAt, double downAt)
    {
        var (width, height) = (Scaled(picture.Width, 1 - share), Scaled(picture.Height, 1 - share));
        return Window(picture, (int)((picture.Width - width) * acrossAt), (int)((picture.Height - height) * downAt), width, height);
    }

    public static RgbImage Brightened(RgbImage picture, double gain) =>
        new(picture.Width, picture.Height, [.. picture.Pixels.Select(level => (byte)Math.Min(255, level * gain))]);

    public static RgbImage Saved(RgbImage picture, int quality) => ImageDecoder.Decode(picture.EncodeJpeg(quality), new DecodeLimits(100));

    private static RgbImage Window(RgbImage picture, int x, int y, int width, int height) => TestPictures.Paint(width, height, (column, row) =>
    {
        var at = (((y + row) * picture.Width) + x + column) * 3;
        return (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]);
    });

    private static int Scaled(int length, double scale) => Math.Max(1, (int)(length * scale));
}
