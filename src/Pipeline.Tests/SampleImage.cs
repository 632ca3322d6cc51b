using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Tests;

/// <summary>Small pictures made on the spot.</summary>
internal static class SampleImage
{
    /// <summary>A 48 x 40 PNG of one colour per corner, noise added; the seed decides all of it.</summary>
    public static byte[] Png(int seed)
    {
        var random = new Random(seed);
        byte[] corners = new byte[12];
        random.NextBytes(corners);
        return Noisy(corners, random);
    }

    /// <summary>A picture whose colours a class decides and whose noise the seed decides: easy to tell apart.</summary>
    public static byte[] PngOfClass(int label, int seed)
    {
        byte[] corners = new byte[12];
        new Random(1000 + label).NextBytes(corners);
        return Noisy(corners, new Random(seed));
    }

    public static LabeledImage Write(string folder, string name, int seed)
    {
        Directory.CreateDirectory(folder);
        byte[] png = Png(seed);
        File.WriteAllBytes(Path.Combine(folder, name), png);
        return new LabeledImage(name, 0, Hashing.OfBytes(png));
    }

    /// <summary>A folder per class.</summary>
    public static void WriteDataset(string folder, int perClass, params string[] classes)
    {
        for (int label = 0; label < classes.Length; label++)
        {
            Directory.CreateDirectory(Path.Combine(folder, classes[label]));
            for (int i = 0; i < perClass; i++)
            {
                File.WriteAllBytes(Path.Combine(folder, classes[label], $"{i}.png"), PngOfClass(label, (100 * label) + i));
            }
        }
    }

    /// <summary>Corners tell the class; blocks of brightness and noise tell the images of a class apart, also for the eye of a perceptual hash.</summary>
    private static byte[] Noisy(byte[] corners, Random random)
    {
        const int Width = 48, Height = 40, Block = 8;
        int[] blocks = [.. Enumerable.Range(0, Width / Block * (Height / Block)).Select(_ => random.Next(-50, 51))];
        byte[] pixels = new byte[Width * Height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 3 % Width, y = i / 3 / Width, corner = (y < Height / 2 ? 0 : 2) + (x < Width / 2 ? 0 : 1);
            int block = blocks[(y / Block * (Width / Block)) + (x / Block)];
            pixels[i] = (byte)Math.Clamp(corners[(3 * corner) + (i % 3)] + block + random.Next(-20, 21), 0, 255);
        }

        return new RgbImage(Width, Height, pixels).EncodePng();
    }
}
