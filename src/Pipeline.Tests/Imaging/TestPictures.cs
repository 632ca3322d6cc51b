using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>Small pictures made in memory, and files of them.</summary>
internal static class TestPictures
{
    public static readonly DecodeLimits Limits = new(MaxMegapixels: 4);

    public static readonly TransformSpec ImageNet = new(256, 224, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Smooth, colourful, and different in each of its eight orientations.</summary>
    public static RgbImage Smooth(int width, int height) => Paint(width, height, (x, y) =>
    (
        (byte)(40 + (200 * x / width)),
        (byte)(220 - (180 * y / height)),
        (byte)(128 + (100 * Math.Sin(5.0 * x / width) * Math.Cos(3.0 * y / height)))
    ));

    /// <summary>Seeded noise: nothing of a decoder's or a filter's errors hides in it.</summary>
    public static RgbImage Noise(int width, int height, int seed)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return new(width, height, pixels);
    }

    public static RgbImage Paint(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                (pixels[((y * width) + x) * 3], pixels[(((y * width) + x) * 3) + 1], pixels[(((y * width) + x) * 3) + 2]) = colour(x, y);
        }

        return new(width, height, pixels);
    }

    /// <summary>As libvips has it, for its savers; the decoder is started first so that its settings hold here too.</summary>
    public static Image Vips(RgbImage image)
    {
        _ = VipsCodec.LibraryName;
        using var plain = Image.NewFromMemoryCopy(image.Pixels, image.Width, image.Height, 3, Enums.BandFormat.Uchar);
        return plain.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Save(RgbImage image, Func<Image, byte[]> save)
    {
        using var vips = Vips(image);
        return save(vips);
    }

    /// <summary>With the EXIF orientation set, whatever its value.</summary>
    public static byte[] SaveOriented(RgbImage image, int orientation, Func<Image, byte[]> save)
    {
        using var vips = Vips(image);
        using var tagged = vips.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
        return save(tagged);
    }

    /// <summary>24 bits, uncompressed, rows from the bottom up and padded to four bytes.</summary>
    public static byte[] SaveBitmap(RgbImage image)
    {
        var stride = ((image.Width * 3) + 3) / 4 * 4;
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("BM"u8);
        foreach (var number in (int[])[54 + (stride * image.Height), 0, 54, 40, image.Width, image.Height]) writer.Write(number);
        writer.Write((short)1);
        writer.Write((short)24);
        foreach (var number in (int[])[0, stride * image.Height, 0, 0, 0, 0]) writer.Write(number);
        for (var y = image.Height - 1; y >= 0; y--)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var at = ((y * image.Width) + x) * 3;
                writer.Write((byte[])[image.Pixels[at + 2], image.Pixels[at + 1], image.Pixels[at]]);
            }

            writer.Write(new byte[stride - (image.Width * 3)]);
        }

        return file.ToArray();
    }

    public static double MeanDifference(RgbImage a, RgbImage b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        return a.Pixels.Zip(b.Pixels, (x, y) => (double)Math.Abs(x - y)).Average();
    }

    public static int MaxDifference(RgbImage a, RgbImage b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Max();

    /// <summary>EXIF's definition written out: which stored pixel stands at (x, y) of the upright picture.</summary>
    public static RgbImage Upright(RgbImage stored, int orientation)
    {
        var (width, height) = orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        return Paint(width, height, (x, y) =>
        {
            var (sx, sy) = orientation switch
            {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, width - 1 - x),
                7 => (height - 1 - y, width - 1 - x),
                8 => (height - 1 - y, x),
                _ => (x, y),
            };
            var at = ((sy * stored.Width) + sx) * 3;
            return (stored.Pixels[at], stored.Pixels[at + 1], stored.Pixels[at + 2]);
        });
    }
}
