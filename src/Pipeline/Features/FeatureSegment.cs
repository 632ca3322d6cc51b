using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Pipeline.Features;

/// <summary>
/// An immutable file of feature rows (<see cref="SegmentLayout"/>). Its numbers stay in the file and are read row by row: the system's cache holds
/// them as well as we could, and memory does not grow with the data set. Mapping the file would save a copy of a few KB per row, at the price of a
/// crash, not an error, when a disk or a network share fails.
/// </summary>
internal sealed class FeatureSegment : IDisposable
{
    public const string Extension = ".features";
    private const int CheckBytes = 1 << 17;
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly SegmentLayout _layout;

    private FeatureSegment(SafeFileHandle file, string path, SegmentLayout layout) => (_file, _path, _layout) = (file, path, layout);

    public int Rows => _layout.Rows;

    public string Path => _path;

    /// <summary>Writes a segment under the name of its own checksum, whole or not at all.</summary>
    /// <param name="rows">At least one; equal rows make equal files, whatever their order.</param>
    /// <exception cref="PipelineException">It cannot be written: no space, no permission.</exception>
    public static void Write(string folder, FeatureKey key, IEnumerable<FeatureRow> rows)
    {
        FeatureRow[] sorted = [.. rows.OrderBy(row => row.ContentHash, StringComparer.Ordinal)];
        var layout = new SegmentLayout(sorted.Length, key.Dimension, key.LogitCount);
        byte[] bytes = new byte[layout.TotalBytes];
        layout.WriteHeader(bytes, key.Digest());
        for (int i = 0; i < sorted.Length; i++)
        {
            Convert.FromHexString(sorted[i].ContentHash).CopyTo(bytes, SegmentLayout.HashesOffset + (i * SegmentLayout.HashBytes));
            Put(bytes, layout.CostsOffset, i, [sorted[i].CostMs]);
            Put(bytes, layout.FeaturesOffset, i, sorted[i].Features);
            Put(bytes, layout.LogitsOffset, i, sorted[i].Logits);
        }

        byte[] checksum = SHA256.HashData(bytes.AsSpan(0, layout.ChecksumOffset));
        checksum.CopyTo(bytes, layout.ChecksumOffset);
        WholeFile.Write(System.IO.Path.Combine(folder, Convert.ToHexStringLower(checksum)[..16] + Extension), stream => stream.Write(bytes));
    }

    /// <summary>Opens a segment and checks all of it.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another key.</exception>
    /// <exception cref="IOException">It cannot be read or is not there.</exception>
    public static FeatureSegment Open(string path, FeatureKey key)
    {
        var segment = OpenUnchecked(path, key);
        try
        {
            segment.Check();
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>Opens a segment by its header alone: enough to see which images it holds. Its numbers may be read after <see cref="Check"/>.</summary>
    /// <inheritdoc cref="Open(string, FeatureKey)"/>
    public static FeatureSegment OpenUnchecked(string path, FeatureKey key) => Open(path, (file, header) => OfKey(file, header, key));

    /// <summary>Opens a segment of whatever key without looking at its content: enough to count what it holds.</summary>
    /// <inheritdoc cref="Open(string, FeatureKey)"/>
    public static FeatureSegment OpenUnchecked(string path) => Open(path, (file, header) => SegmentLayout.Read(header, RandomAccess.GetLength(file)));

    /// <summary>Reads all of it once.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Check()
    {
        byte[] expected = new byte[SegmentLayout.HashBytes];
        if (RandomAccess.Read(_file, expected, _layout.ChecksumOffset) != expected.Length || !Checksum(_file, _layout.ChecksumOffset).AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("its checksum does not fit its content");
        }
    }

    /// <summary>The SHA-256 of each row's image, <c>[R]</c>, lower-case hex.</summary>
    public string[] Hashes() => [.. RawHashes().Chunk(SegmentLayout.HashBytes).Select(Convert.ToHexStringLower)];

    /// <summary>The SHA-256 of each row's image, <c>[R, 32]</c>.</summary>
    public byte[] RawHashes() => Read<byte>(SegmentLayout.HashesOffset, Rows * SegmentLayout.HashBytes);

    /// <summary>What each row cost in core-milliseconds, <c>[R]</c>.</summary>
    public float[] Costs() => Read<float>(_layout.CostsOffset, Rows);

    /// <summary>Features of one row, <c>[D]</c>, in an array of their own.</summary>
    public float[] Features(int row) => Read<float>(_layout.FeaturesOffset + (row * _layout.Dimension * sizeof(float)), _layout.Dimension);

    /// <summary>Logits of one row, <c>[C]</c>, in an array of their own.</summary>
    public float[] Logits(int row) => Read<float>(_layout.LogitsOffset + (row * _layout.LogitCount * sizeof(float)), _layout.LogitCount);

    /// <summary>Everything, row by row.</summary>
    public IEnumerable<FeatureRow> AllRows()
    {
        var (hashes, costs) = (Hashes(), Costs());
        return Enumerable.Range(0, Rows).Select(row => new FeatureRow(hashes[row], costs[row], Features(row), Logits(row)));
    }

    public void Dispose() => _file.Dispose();

    private static FeatureSegment Open(string path, Func<SafeFileHandle, byte[], SegmentLayout> layout)
    {
        var file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete, options: FileOptions.SequentialScan);
        try
        {
            byte[] header = new byte[SegmentLayout.HeaderBytes];
            return new FeatureSegment(file, path, layout(file, header[..RandomAccess.Read(file, header, 0)]));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SegmentLayout OfKey(SafeFileHandle file, byte[] header, FeatureKey key)
    {
        var layout = SegmentLayout.Read(header, RandomAccess.GetLength(file));
        return SegmentLayout.BelongsTo(header, key.Digest()) ? layout : throw new InvalidDataException("it belongs to other weights, another transform or another version");
    }

    private static byte[] Checksum(SafeFileHandle file, int length)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CheckBytes);
        for (int at = 0, read; at < length && (read = RandomAccess.Read(file, buffer.AsSpan(0, Math.Min(CheckBytes, length - at)), at)) > 0; at += read)
        {
            sha.AppendData(buffer.AsSpan(0, read));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return sha.GetHashAndReset();
    }

    // Numbers are as in memory: little-endian on every machine that ONNX Runtime runs on.
    private static void Put(Span<byte> bytes, int column, int row, ReadOnlySpan<float> values) =>
        MemoryMarshal.AsBytes(values).CopyTo(bytes[(column + (row * values.Length * sizeof(float)))..]);

    private T[] Read<T>(long offset, int count)
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(count);
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        try
        {
            int read;
            for (; bytes.Length > 0 && (read = RandomAccess.Read(_file, bytes, offset)) > 0; offset += read)
            {
                bytes = bytes[read..];
            }
        }
        catch (IOException problem)
        {
            throw Unreadable(problem.Message, problem);
        }

        return bytes.IsEmpty ? values : throw Unreadable("it was cut short", null);
    }

    private PipelineException Unreadable(string reason, IOException? problem) =>
        new($"{_path} could be read a moment ago, but not any more ({reason}); check the disk and run again", problem!);
}
