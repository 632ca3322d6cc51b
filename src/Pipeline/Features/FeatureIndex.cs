using Pipeline.Datasets;

namespace Pipeline.Features;

/// <summary>Where the numbers of one image stand, and what they cost in core-milliseconds.</summary>
internal readonly record struct StoredRow(FeatureSegment? Segment, int Row, float CostMs);

/// <summary>Which row of which segment holds which of the wanted images. Byte-identical images share a row.</summary>
internal sealed class FeatureIndex : IDisposable
{
    private readonly IReadOnlyList<LabeledImage> _images;
    private readonly Dictionary<string, StoredRow> _rows;
    private readonly List<FeatureSegment> _segments = [];

    /// <param name="images">The images that are wanted, N.</param>
    public FeatureIndex(IReadOnlyList<LabeledImage> images)
    {
        _images = images;
        _rows = new Dictionary<string, StoredRow>(images.Count, StringComparer.Ordinal);
        foreach (var image in images)
        {
            _rows.TryAdd(image.ContentHash, default);
        }
    }

    /// <summary>Whether a segment names an image that is wanted and not there yet; it need not be checked.</summary>
    public bool Wants(FeatureSegment segment)
    {
        byte[] hashes = segment.RawHashes();
        return Enumerable.Range(0, segment.Rows).Any(row => Wants(hashes.AsSpan(row * SegmentLayout.HashBytes, SegmentLayout.HashBytes)));
    }

    /// <summary>Takes over a segment; one without any row that is still wanted is closed.</summary>
    /// <returns>Whether it is of use.</returns>
    public bool Add(FeatureSegment segment)
    {
        byte[] hashes = segment.RawHashes();
        float[] costs = segment.Costs();
        bool used = false;
        for (int row = 0; row < segment.Rows; row++)
        {
            used |= Add(hashes.AsSpan(row * SegmentLayout.HashBytes, SegmentLayout.HashBytes), new StoredRow(segment, row, costs[row]));
        }

        if (used)
        {
            _segments.Add(segment);
        }
        else
        {
            segment.Dispose();
        }

        return used;
    }

    /// <summary>One image for each content that no segment holds.</summary>
    public List<LabeledImage> Missing() =>
        [.. _images.Where(image => _rows[image.ContentHash].Segment is null).DistinctBy(image => image.ContentHash, StringComparer.Ordinal)];

    /// <returns>Per image, <c>[N]</c>; nothing may be missing.</returns>
    public StoredRow[] Rows() => [.. _images.Select(image => _rows[image.ContentHash])];

    public void Dispose() => _segments.ForEach(segment => segment.Dispose());

    private bool Add(ReadOnlySpan<byte> hash, StoredRow stored)
    {
        bool wanted = Wants(hash);
        if (wanted)
        {
            Span<char> hex = stackalloc char[2 * SegmentLayout.HashBytes];
            Convert.TryToHexStringLower(hash, hex, out _);
            _rows.GetAlternateLookup<ReadOnlySpan<char>>()[hex] = stored;
        }

        return wanted;
    }

    private bool Wants(ReadOnlySpan<byte> hash)
    {
        Span<char> hex = stackalloc char[2 * SegmentLayout.HashBytes];
        Convert.TryToHexStringLower(hash, hex, out _);
        return _rows.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(hex, out var row) && row.Segment is null;
    }
}
