using System.Buffers.Binary;

namespace Pipeline.Imaging;

/// <summary>
/// The size that a file claims, read without a decoder: a decompression bomb is refused before any library sees it, and as what it is
/// ("too large") where the library itself would only call it broken.
/// </summary>
internal static class DeclaredSize
{
    /// <returns>Stored pixels, before EXIF turns them; null when the format or a damaged header does not tell.</returns>
    public static PixelSize? Of(ImageFormat format, ReadOnlySpan<byte> bytes) => format switch
    {
        ImageFormat.Jpeg => OfJpeg(bytes),
        ImageFormat.Png => OfPng(bytes),
        ImageFormat.Gif => OfGif(bytes),
        _ => null,
    };

    /// <summary>Walks the marker segments up to the frame header (ITU-T T.81, B.1.1.3 and B.2.2).</summary>
    private static PixelSize? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker is 0xFF) { at++; continue; }
            if (IsFrameHeader(marker))
                return Checked(BigEndian(bytes[(at + 7)..]), BigEndian(bytes[(at + 5)..]));
            at += 2 + BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    /// <summary>SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share their range.</summary>
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PixelSize? OfPng(ReadOnlySpan<byte> bytes) => bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8)
        ? Checked(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))
        : null;

    /// <summary>The logical screen, or the first frame where that reaches beyond it (GIF89a, 18 and 20).</summary>
    private static PixelSize? OfGif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13) return null;
        uint width = LittleEndian(bytes[6..]), height = LittleEndian(bytes[8..]);
        var at = 13 + ((bytes[10] & 0x80) != 0 ? 3 << ((bytes[10] & 7) + 1) : 0);
        while (at + 2 < bytes.Length && bytes[at] == 0x21)
        {
            // An extension: its label, then sub-blocks that open with their length, up to an empty one.
            for (at += 2; at < bytes.Length && bytes[at] != 0; at += bytes[at] + 1) { }

            at++;
        }

        if (at + 9 > bytes.Length || bytes[at] != 0x2C) return Checked(width, height);
        var frame = bytes[(at + 1)..];
        return Checked(
            Math.Max(width, (uint)LittleEndian(frame) + LittleEndian(frame[4..])),
            Math.Max(height, (uint)LittleEndian(frame[2..]) + LittleEndian(frame[6..])));
    }

    private static ushort BigEndian(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static ushort LittleEndian(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static PixelSize? Checked(uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new((int)width, (int)height) : null;
}
