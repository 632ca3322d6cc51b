using System.Buffers.Binary;
using Microsoft.Playwright;

namespace Pipeline.BrowserTests.Serving;

/// <summary>Files to choose.</summary>
internal static class Samples
{
    public static FilePayload Named(string name, string drawing) => new() { Name = name, MimeType = "image/jpeg", Buffer = File.ReadAllBytes(ServedProject.Drawing(drawing)) };

    public static FilePayload Html(string name = "page.jpg") => new() { Name = name, MimeType = "image/jpeg", Buffer = "<!doctype html><title>404</title>"u8.ToArray() };

    public static FilePayload Truncated(string name = "half.jpg")
    {
        byte[] whole = File.ReadAllBytes(ServedProject.Drawing("fox/fox-01.jpg"));
        return new() { Name = name, MimeType = "image/jpeg", Buffer = whole[..(whole.Length / 3)] };
    }

    /// <summary>The drawing with an EXIF note that a camera held sideways would leave: turn by 90 degrees to see it upright.</summary>
    public static FilePayload Sideways(string drawing)
    {
        byte[] whole = File.ReadAllBytes(ServedProject.Drawing(drawing));
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        return new() { Name = "sideways.jpg", MimeType = "image/jpeg", Buffer = [.. whole[..2], .. exif, .. whole[2..]] };
    }

    /// <summary>A grey square of 64 by 64 pixels, uncompressed.</summary>
    public static FilePayload Tiff()
    {
        const int Side = 64;
        (ushort Tag, ushort Type, uint Value)[] entries =
            [(256, 3, Side), (257, 3, Side), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8 + 2 + (12 * 8) + 4), (278, 3, Side), (279, 4, Side * Side)];
        byte[] file = new byte[8 + 2 + (12 * entries.Length) + 4 + (Side * Side)];
        "II*\0"u8.CopyTo(file);
        file[4] = 8;
        file[8] = (byte)entries.Length;
        for (int i = 0; i < entries.Length; i++)
        {
            var at = file.AsSpan(10 + (12 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(at, entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], entries[i].Type);
            at[4] = 1;
            BinaryPrimitives.WriteUInt32LittleEndian(at[8..], entries[i].Value);
        }

        file.AsSpan(^(Side * Side)..).Fill(0x90);
        return new() { Name = "scan.tif", MimeType = "image/tiff", Buffer = file };
    }
}
