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
        ImageFormat.Png when bytes.Length >= 24 => Checked(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])),
        ImageFormat.Gif when bytes.Length >= 10 => Checked(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])),
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
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    /// <summary>SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share their range.</summary>
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PixelSize? Checked(uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new((int)width, (int)height) : null;
}
