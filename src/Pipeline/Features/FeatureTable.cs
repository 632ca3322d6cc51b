namespace Pipeline.Features;

/// <summary>What one backbone says of N images: features <c>[N, D]</c> and logits <c>[N, C]</c>, row-major; row i belongs to image i of the dataset.</summary>
public sealed class FeatureTable
{
    private readonly float[] _features;
    private readonly float[] _logits;

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

    public int Count { get; }

    public int Dimension { get; }

    public int LogitCount { get; }

    /// <returns>The features of one image, <c>[D]</c>.</returns>
    public ReadOnlySpan<float> Features(int row) => _features.AsSpan(row * Dimension, Dimension);

    /// <returns>The logits of one image, <c>[C]</c>.</returns>
    public ReadOnlySpan<float> Logits(int row) => _logits.AsSpan(row * LogitCount, LogitCount);
}
