namespace Pipeline.Features;

/// <summary>The numbers of a data set, and what it cost to get them. The table can be read until this is disposed.</summary>
internal sealed class ExtractedFeatures : IDisposable
{
    private readonly FeatureIndex? _index;

    /// <param name="index">Where the numbers stand; disposed with this.</param>
    /// <param name="key">What they depend on.</param>
    /// <param name="extracted">Images that went through the network now.</param>
    /// <param name="damaged">Names of segments that were set aside.</param>
    public ExtractedFeatures(FeatureIndex index, FeatureKey key, int extracted, IReadOnlyList<string> damaged)
    {
        var rows = index.Rows();
        (_index, Extracted, Damaged) = (index, extracted, damaged);
        Table = new FeatureTable(rows, key.Dimension, key.LogitCount);
        CostMs = [.. rows.Select(row => row.CostMs)];
    }

    private ExtractedFeatures() => (Table, CostMs, Damaged) = (new FeatureTable([], 1, [], 0), [], []);

    /// <summary>Of no images: where another program trains on the images themselves.</summary>
    public static ExtractedFeatures None { get; } = new();

    /// <summary>Row i belongs to image i.</summary>
    public FeatureTable Table { get; }

    /// <summary>Per image, <c>[N]</c>: core-milliseconds when it was extracted, be that now or in an earlier run.</summary>
    public float[] CostMs { get; }

    /// <summary>Images that went through the network now; the others came from the store.</summary>
    public int Extracted { get; }

    /// <summary>Names of segments that were set aside.</summary>
    public IReadOnlyList<string> Damaged { get; }

    public void Dispose() => _index?.Dispose();
}
