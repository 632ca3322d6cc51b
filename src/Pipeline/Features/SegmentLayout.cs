using System.Buffers.Binary;

namespace Pipeline.Features;

/// <summary>
/// Where things stand in a segment of R rows. Little-endian: a header (<c>"PFEATSEG"</c>, version, the key's digest, D, C, R), the images'
/// SHA-256 <c>[R, 32]</c>, costs <c>[R]</c>, features <c>[R, D]</c>, logits <c>[R, C]</c>, and the SHA-256 of all before it. Columns stand apart, so
/// that whoever needs features alone reads no logits.
/// </summary>
/// <param name="Rows">R.</param>
/// <param name="Dimension">D.</param>
/// <param name="LogitCount">C.</param>
internal readonly record struct SegmentLayout(int Rows, int Dimension, int LogitCount)
{
    public const int Version = 2;
    public const int HeaderBytes = 56;
    public const int HashBytes = 32;
    private const int DigestOffset = 12, SizesOffset = DigestOffset + HashBytes;

    private static ReadOnlySpan<byte> Magic => "PFEATSEG"u8;

    public static int HashesOffset => HeaderBytes;

    public int CostsOffset => HashesOffset + (Rows * HashBytes);

    public int FeaturesOffset => CostsOffset + (Rows * sizeof(float));

    public int LogitsOffset => FeaturesOffset + (Rows * Dimension * sizeof(float));

    public int ChecksumOffset => LogitsOffset + (Rows * LogitCount * sizeof(float));

    public int TotalBytes => ChecksumOffset + HashBytes;

    /// <param name="header">Filled, <see cref="HeaderBytes"/> long.</param>
    /// <param name="digest">The key's.</param>
    public void WriteHeader(Span<byte> header, ReadOnlySpan<byte> digest)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[Magic.Length..], Version);
        digest.CopyTo(header[DigestOffset..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[SizesOffset..], Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(header[(SizesOffset + 4)..], LogitCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[(SizesOffset + 8)..], Rows);
    }

    /// <summary>Reads a header and checks that a file of that length can have it.</summary>
    /// <exception cref="InvalidDataException">It is no header of this version, or of a file of another length.</exception>
    public static SegmentLayout Read(ReadOnlySpan<byte> header, long fileBytes)
    {
        if (header.Length < HeaderBytes || !header.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(header[Magic.Length..]) != Version)
        {
            throw new InvalidDataException("it does not begin as a segment does");
        }

        int Size(int index, ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes[(SizesOffset + (4 * index))..]);
        var layout = new SegmentLayout(Size(2, header), Size(0, header), Size(1, header));

        // In 64 bits, so that absurd sizes of a damaged header are not taken for others.
        long perRow = HashBytes + (sizeof(float) * (1L + layout.Dimension + layout.LogitCount));
        bool sound = layout is { Rows: > 0, Dimension: > 0, LogitCount: >= 0 } && fileBytes <= Array.MaxLength && (fileBytes - HeaderBytes - HashBytes) / perRow == layout.Rows;
        return sound && layout.TotalBytes == fileBytes ? layout : throw new InvalidDataException("its length does not fit its header");
    }

    /// <summary>Whether a header carries this key's digest.</summary>
    public static bool BelongsTo(ReadOnlySpan<byte> header, ReadOnlySpan<byte> digest) => header.Slice(DigestOffset, HashBytes).SequenceEqual(digest);
}
