using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Pipeline.Features;

/// <summary>What one forward pass said of one image.</summary>
/// <param name="ContentHash">SHA-256 of the image file, lower-case hex.</param>
/// <param name="CostMs">Core-milliseconds that reading, decoding, transforming and the network took.</param>
/// <param name="Features"><c>[D]</c>.</param>
/// <param name="Logits"><c>[C]</c>.</param>
internal sealed record FeatureRow(string ContentHash, float CostMs, float[] Features, float[] Logits);

/// <summary>
/// An immutable file of feature rows: <c>"PFEATSEG"</c>, version, the key's digest, D, C, row count; per row the image's SHA-256, its
/// cost, features and logits; at the end the SHA-256 of all before it. Little-endian.
/// </summary>
internal static class FeatureSegment
{
    public const string Extension = ".features";
    private const int Version = 1;
    private const int HeaderBytes = 8 + 4 + 32 + 4 + 4 + 4;
    private const int HashBytes = 32;

    /// <summary>Writes a segment under the name of its own checksum, whole or not at all.</summary>
    public static void Write(string folder, FeatureKey key, IReadOnlyList<FeatureRow> rows)
    {
        byte[] bytes = new byte[HeaderBytes + (rows.Count * RowBytes(key)) + HashBytes];
        WriteHeader(bytes, key, rows.Count);
        int at = HeaderBytes;
        foreach (var row in rows)
        {
            Convert.FromHexString(row.ContentHash).CopyTo(bytes.AsSpan(at));
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at + HashBytes), row.CostMs);
            WriteFloats(bytes.AsSpan(at + HashBytes + 4), row.Features);
            WriteFloats(bytes.AsSpan(at + HashBytes + 4 + (4 * key.Dimension)), row.Logits);
            at += RowBytes(key);
        }

        byte[] checksum = SHA256.HashData(bytes.AsSpan(0, at));
        checksum.CopyTo(bytes, at);
        WholeFile.Write(Path.Combine(folder, Convert.ToHexStringLower(checksum)[..16] + Extension), stream => stream.Write(bytes));
    }

    /// <summary>Reads a segment and hands out its rows.</summary>
    /// <param name="wanted">Whether a row of this content hash is worth its copy.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another key.</exception>
    public static IEnumerable<FeatureRow> Read(string path, FeatureKey key, Func<string, bool> wanted)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int count = CheckedCount(bytes, key);
        for (int i = 0; i < count; i++)
        {
            int at = HeaderBytes + (i * RowBytes(key));
            string hash = Convert.ToHexStringLower(bytes.AsSpan(at, HashBytes));
            if (wanted(hash))
            {
                float cost = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at + HashBytes));
                yield return new FeatureRow(
                    hash, cost, ReadFloats(bytes.AsSpan(at + HashBytes + 4), key.Dimension), ReadFloats(bytes.AsSpan(at + HashBytes + 4 + (4 * key.Dimension)), key.LogitCount));
            }
        }
    }

    private static int RowBytes(FeatureKey key) => HashBytes + 4 + (4 * (key.Dimension + key.LogitCount));

    private static void WriteHeader(Span<byte> bytes, FeatureKey key, int count)
    {
        "PFEATSEG"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Version);
        key.Digest().CopyTo(bytes[12..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[44..], key.Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], key.LogitCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[52..], count);
    }

    private static int CheckedCount(byte[] bytes, FeatureKey key)
    {
        if (bytes.Length < HeaderBytes + HashBytes || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashBytes)))
        {
            throw new InvalidDataException("its checksum does not fit its content");
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(52));
        Span<byte> expected = stackalloc byte[HeaderBytes];
        WriteHeader(expected, key, count);
        return expected.SequenceEqual(bytes.AsSpan(0, HeaderBytes)) && bytes.Length == HeaderBytes + (count * RowBytes(key)) + HashBytes
            ? count
            : throw new InvalidDataException("it belongs to other weights, another transform or another version");
    }

    private static void WriteFloats(Span<byte> destination, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(destination[(4 * i)..], values[i]);
        }
    }

    private static float[] ReadFloats(ReadOnlySpan<byte> source, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
        }

        return values;
    }
}
