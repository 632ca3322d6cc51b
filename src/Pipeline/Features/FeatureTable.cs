namespace Pipeline.Features;

/// <summary>
/// What one backbone says of N images: features <c>[N, D]</c> and logits <c>[N, C]</c>; row i belongs to image i of the dataset. Rows of the store are
/// read from its segments when asked for, so that a table takes no memory for numbers that nobody looks at.
/// </summary>
public sealed class FeatureTable
{
    private readonly float[] _features = [];
    private readonly float[] _logits = [];
    private readonly StoredRow[]? _stored;

    /// <summary>A table in memory.</summary>
    /// <param name="features">Features, <c>[N, D]</c>, row-major.</param>
    /// <param name="dimension">D.</param>
    /// <param name="logits">Logits, <c>[N, C]</c>, row-major; empty where the network has none.</param>
    /// <param name="logitCount">C.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public FeatureTable(float[] features, int dimension, float[] logits, int logitCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Count = features.Length / dimension;
        if (features.Length != Count * dimension || logits.Length != Count * logitCount)
        {
            throw new ArgumentException($"{features.Length} features of dimension {dimension} and {logits.Length} logits of {logitCount} classes do not make a table.");
        }

        (_features, Dimension, _logits, LogitCount) = (features, dimension, logits, logitCount);
    }

    /// <summary>A table of the store.</summary>
    /// <param name="rows">Where each image's numbers stand, <c>[N]</c>; their segments stay open for as long as the table is used.</param>
    /// <param name="dimension">D.</param>
    /// <param name="logitCount">C.</param>
    internal FeatureTable(StoredRow[] rows, int dimension, int logitCount) => (_stored, Count, Dimension, LogitCount) = (rows, rows.Length, dimension, logitCount);

    public int Count { get; }

    public int Dimension { get; }

    public int LogitCount { get; }

    /// <returns>The features of one image, <c>[D]</c>.</returns>
    /// <exception cref="PipelineException">The store's disk fails.</exception>
    public ReadOnlySpan<float> Features(int row) =>
        _stored is null ? _features.AsSpan(row * Dimension, Dimension) : _stored[row].Segment!.Features(_stored[row].Row);

    /// <returns>The logits of one image, <c>[C]</c>.</returns>
    /// <inheritdoc cref="Features"/>
    public ReadOnlySpan<float> Logits(int row) =>
        _stored is null ? _logits.AsSpan(row * LogitCount, LogitCount) : _stored[row].Segment!.Logits(_stored[row].Row);
}
