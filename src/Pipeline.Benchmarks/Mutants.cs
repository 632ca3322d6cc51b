using NetVips;
using Pipeline.Imaging;
using SkiaSharp;

namespace Pipeline.Benchmarks;

/// <summary>Damaged images of every format that is decoded: bytes flipped, the end cut off, the rest of another file put in place.</summary>
internal sealed class Mutants(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<byte[]> _seeds = Seeds();

    public byte[] Next()
    {
        byte[] bytes = (byte[])_seeds[_random.Next(_seeds.Count)].Clone();
        for (int rounds = _random.Next(3) == 0 ? 2 : 1; rounds > 0; rounds--)
        {
            bytes = _random.Next(4) switch
            {
                0 => bytes[.._random.Next(bytes.Length + 1)],
                1 => Splice(bytes, _seeds[_random.Next(_seeds.Count)]),
                _ => Flip(bytes),
            };
        }

        return bytes;
    }

    private byte[] Splice(byte[] head, byte[] tail) => [.. head[.._random.Next(head.Length + 1)], .. tail[_random.Next(tail.Length)..]];

    /// <summary>Every other time within the header, where it does most.</summary>
    public byte[] Flip(byte[] bytes)
    {
        int reach = _random.Next(2) == 0 ? Math.Min(64, bytes.Length) : bytes.Length;
        for (int flips = bytes.Length == 0 ? 0 : _random.Next(1, 9); flips > 0; flips--)
        {
            bytes[_random.Next(reach)] = (byte)_random.Next(256);
        }

        return bytes;
    }

    private static List<byte[]> Seeds()
    {
        string file = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "data", "raw", "drawings"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        byte[] drawing = File.ReadAllBytes(file);
        // The decoder ties libvips down when it is first used; pictures are opened through it.
        ImageDecoder.Inspect(drawing, new DecodeLimits());
        using var large = Image.JpegloadBuffer(drawing);
        using var small = large.Resize(0.25);
        using var picture = small.CopyMemory();
        using var bitmap = SKBitmap.Decode(drawing);
        return
        [
            drawing, picture.JpegsaveBuffer(), picture.JpegsaveBuffer(interlace: true), picture.PngsaveBuffer(), picture.PngsaveBuffer(interlace: true), picture.PngsaveBuffer(palette: true),
            picture.GifsaveBuffer(), picture.WebpsaveBuffer(), picture.WebpsaveBuffer(lossless: true), picture.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
            picture.TiffsaveBuffer(tile: true, tileWidth: 16, tileHeight: 16), picture.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0), Bmp(bitmap),
        ];
    }

    /// <summary>A bitmap of 24 bits, which no library here writes.</summary>
    private static byte[] Bmp(SKBitmap picture)
    {
        const int Header = 54;
        int stride = (picture.Width * 3 + 3) & ~3;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        foreach (int value in new[] { Header + (stride * picture.Height), 0, Header, 40, picture.Width, picture.Height, 1 | (24 << 16), 0, 0, 0, 0, 0, 0 })
        {
            writer.Write(value);
        }

        for (int y = picture.Height - 1; y >= 0; y--)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                var colour = picture.GetPixel(x, y);
                writer.Write([colour.Blue, colour.Green, colour.Red]);
            }

            writer.Write(new byte[stride - (picture.Width * 3)]);
        }

        return stream.ToArray();
    }
}
