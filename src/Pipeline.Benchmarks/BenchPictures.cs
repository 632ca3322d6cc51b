using Pipeline.Datasets;
using SkiaSharp;

namespace Pipeline.Benchmarks;

/// <summary>JPEG files of one size: sample drawings scaled up, with noise so that they compress as photos do.</summary>
internal sealed class BenchPictures
{
    private const int Quality = 85;
    private const int NoiseLevels = 24;

    /// <param name="folder">Where the files go.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="distinct">Pictures that differ in their pixels.</param>
    /// <param name="count">Files; further copies of a picture differ in a byte behind its end.</param>
    public BenchPictures(string folder, int width, int height, int distinct, int count)
    {
        (Folder, Name) = (Path.Combine(folder, $"{width}x{height}"), $"{width}x{height}");
        Directory.CreateDirectory(Folder);
        string[] drawings = [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "data", "raw", "drawings"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        byte[][] jpegs = [.. Enumerable.Range(0, distinct).Select(i => Draw(drawings[i * 7 % drawings.Length], width, height, seed: i))];
        Images = [.. Enumerable.Range(0, count).Select(i => Write(i, [.. jpegs[i % distinct], (byte)i, (byte)(i >> 8), (byte)(i >> 16)]))];
    }

    public string Folder { get; }

    public string Name { get; }

    public IReadOnlyList<LabeledImage> Images { get; }

    public string[] Paths => [.. Images.Select(image => Path.Combine(Folder, image.Path))];

    private LabeledImage Write(int number, byte[] bytes)
    {
        string name = $"{number:D5}.jpg";
        File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return new LabeledImage(name, 0, Hashing.OfBytes(bytes));
    }

    private static byte[] Draw(string drawing, int width, int height, int seed)
    {
        using var small = SKBitmap.Decode(drawing);
        using var large = small.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888), SKFilterQuality.Medium);
        var random = new Random(seed);
        var pixels = large.GetPixelSpan();
        byte[] noisy = pixels.ToArray();
        for (int i = 0; i < noisy.Length; i++)
        {
            noisy[i] = (byte)Math.Clamp(noisy[i] + random.Next(-NoiseLevels / 2, (NoiseLevels / 2) + 1), 0, 255);
        }

        using var image = SKImage.FromPixelCopy(large.Info, noisy);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}

/// <summary>A folder for the time of a measurement.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pipeline-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
