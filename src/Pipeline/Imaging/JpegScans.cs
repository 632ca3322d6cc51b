namespace Pipeline.Imaging;

/// <summary>
/// Counts the scans of a JPEG without decoding it. A progressive file may repeat a scan of a few bytes a hundred thousand times, and each goes over
/// every block of the picture: minutes of work in a small file. Encoders write about ten.
/// </summary>
internal static class JpegScans
{
    /// <summary>Ten times what encoders write.</summary>
    public const int Most = 100;

    private const byte Escape = 0xFF, StartOfScan = 0xDA, EndOfImage = 0xD9;

    /// <summary>Walks the marker segments up to the end of the image (ITU-T T.81, B.1.1); what stands behind that, as in motion photos, is no part of it.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        int scans = 0, at = 2;
        while (NextMarker(bytes, ref at) is { } marker && marker != EndOfImage)
        {
            scans += marker == StartOfScan ? 1 : 0;
            if (at + 2 > bytes.Length) break;
            at += (bytes[at] << 8) | bytes[at + 1];
        }

        return scans;
    }

    /// <summary>In a scan's data, 0xFF is followed by 0 or a restart marker (D0 to D7), which end nothing.</summary>
    /// <param name="at">Moved behind the marker.</param>
    private static byte? NextMarker(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length && bytes[at..].IndexOf(Escape) is >= 0 and var found && at + found + 1 < bytes.Length)
        {
            at += found + 1;
            byte code = bytes[at];
            if (code is 0 or (>= 0xD0 and <= 0xD7))
            {
                at++;
            }
            else if (code is not Escape)
            {
                at++;
                return code;
            }
        }

        return null;
    }
}
