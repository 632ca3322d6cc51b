using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipeline.Datasets;

/// <summary>
/// One of several parts of a dataset's files. Files of the same bytes always fall into the same part, and yet no part reads the files of another: a file's
/// part follows from its length, and, where many files are of one length (bitmaps, crops), from some bytes in its middle too.
/// </summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">Parts in all.</param>
internal readonly record struct DatasetShard(int Index, int Count)
{
    private const int SampleBytes = 4096;

    /// <summary>A length is common, and no longer tells enough, when its files would fill more than this share of a part.</summary>
    private const double CommonShare = 0.05;

    public static DatasetShard Whole => new(0, 1);

    /// <summary>The files of this part, in the order given. What is not to be read belongs to the first part.</summary>
    public IReadOnlyList<FoundFile> Of(IReadOnlyList<FoundFile> files)
    {
        if (Count == 1)
        {
            return files;
        }

        long[] lengths = [.. files.AsParallel().AsOrdered().Select(LengthOf)];
        double many = CommonShare * files.Count / Count;
        var common = lengths.Where(length => length > 0).CountBy(length => length).Where(pair => pair.Value > many).Select(pair => pair.Key).ToHashSet();
        var (index, count) = (Index, Count);
        return [.. files.Zip(lengths).AsParallel().AsOrdered().Where(pair => PartOf(pair.First, pair.Second, common.Contains(pair.Second), count) == index).Select(pair => pair.First)];
    }

    /// <summary>Whether an image belongs to this part by its content alone, where all contents are known.</summary>
    public bool Holds(LabeledImage image) => Count == 1 || Convert.ToUInt32(image.ContentHash[..8], 16) % (uint)Count == (uint)Index;

    private static int PartOf(FoundFile file, long length, bool sample, int count)
    {
        Span<byte> text = stackalloc byte[sizeof(long) + SampleBytes];
        BinaryPrimitives.WriteInt64LittleEndian(text, length);
        int sampled = sample ? Sample(file.FullPath, length, text[sizeof(long)..]) : 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(sizeof(long) + sampled)], hash);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)count);
    }

    // Whatever cannot be read now is for the scan of its part to tell.
    private static int Sample(string path, long length, Span<byte> bytes)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, bytes, Math.Max(0, (length - bytes.Length) / 2));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long LengthOf(FoundFile file)
    {
        try
        {
            return file.State is null ? FileContent.LengthOf(file.FullPath) : 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
