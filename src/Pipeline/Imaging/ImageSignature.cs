using System.Buffers.Binary;

namespace Pipeline.Imaging;

/// <summary>Recognises a file by its first bytes. The signatures are those of the formats' own specifications.</summary>
internal static class ImageSignature
{
    /// <summary>An SVG or HTML root may stand behind a byte-order mark, an XML declaration and comments.</summary>
    private const int TextProbeBytes = 1024;

    public static ImageFormat Match(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
        // 42 is TIFF, 43 is BigTIFF; either byte order.
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFormat.Tiff,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => MatchBrands(bytes),
        [(byte)'B', (byte)'M', ..] => MatchBitmap(bytes),
        [0xFF, 0x0A, ..] or [0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => ImageFormat.JpegXl,
        [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] => ImageFormat.Jpeg2000,
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => ImageFormat.Photoshop,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => ImageFormat.Pdf,
        [0, 0, 1, 0, _, _, ..] => ImageFormat.Icon,
        _ => MatchText(bytes[..Math.Min(bytes.Length, TextProbeBytes)]),
    };

    /// <summary>ISO base media: one major brand at byte 8, a minor version, then compatible brands up to the end of the box.</summary>
    private static ImageFormat MatchBrands(ReadOnlySpan<byte> bytes)
    {
        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)bytes.Length);
        var isHeic = false;
        for (var at = 8; at + 4 <= end; at = at == 8 ? 16 : at + 4)
        {
            var brand = bytes.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return ImageFormat.Avif;
            isHeic |= brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8);
        }

        return isHeic ? ImageFormat.Heic : ImageFormat.Unknown;
    }

    /// <summary>"BM" alone also opens many a text; the size of the second header takes one of few values.</summary>
    private static ImageFormat MatchBitmap(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124
            ? ImageFormat.Bmp
            : ImageFormat.Unknown;

    private static ImageFormat MatchText(ReadOnlySpan<byte> start)
    {
        Span<byte> lower = stackalloc byte[start.Length];
        for (var i = 0; i < start.Length; i++)
            lower[i] = start[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(start[i] | 0x20) : start[i];
        if (lower.IndexOf("<!doctype html"u8) >= 0 || lower.IndexOf("<html"u8) >= 0) return ImageFormat.Html;
        return lower.IndexOf("<svg"u8) >= 0 ? ImageFormat.Svg : ImageFormat.Unknown;
    }
}
