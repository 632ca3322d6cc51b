using Pipeline.Datasets;

namespace Pipeline.Features;

// Three views of one table. They are different types so that a head cannot be fitted on what it will be scored on: that mistake does not compile.

/// <summary>Images with their labels that a head learns from.</summary>
/// <param name="groups">Images of one number show the same thing and stay together wherever training images are divided further; null where each stands for itself.</param>
public sealed class TrainingFeatures(FeatureTable table, int[] rows, int[] labels, LabelSet labelSet, int[]? groups = null) : LabeledFeatures(table, rows, labels, labelSet)
{
    private readonly int[] _groups = groups ?? [.. Enumerable.Range(0, rows.Length)];

    /// <summary>Group of each image, <c>[N]</c>.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <returns>Those images of this view, to learn from.</returns>
    public TrainingFeatures Part(int[] images) => new(Table, Rows(images), [.. images.Select(i => Labels[i])], LabelSet, [.. images.Select(i => _groups[i])]);

    /// <returns>Those images of this view, to be predicted by a head that was fitted on others of it.</returns>
    public HeldOutFeatures HeldOut(int[] images) => new(Table, Rows(images));
}

/// <summary>Images with their labels that decide when learning stops; never fitted on, never scored on.</summary>
public sealed class ValidationFeatures(FeatureTable table, int[] rows, int[] labels, LabelSet labelSet) : LabeledFeatures(table, rows, labels, labelSet);

/// <summary>Images to be predicted. Their labels are not here.</summary>
public sealed class HeldOutFeatures(FeatureTable table, int[] rows)
{
    public int Count => rows.Length;

    public int Dimension => table.Dimension;

    public int LogitCount => table.LogitCount;

    /// <returns>The features of the i-th image of this view, <c>[D]</c>.</returns>
    public ReadOnlySpan<float> Features(int i) => table.Features(rows[i]);

    /// <returns>The logits of the i-th image of this view, <c>[C]</c>.</returns>
    public ReadOnlySpan<float> Logits(int i) => table.Logits(rows[i]);
}

/// <summary>What training and validation images have in common.</summary>
public abstract class LabeledFeatures
{
    private readonly FeatureTable _table;
    private readonly int[] _rows;
    private readonly int[] _labels;

    private protected LabeledFeatures(FeatureTable table, int[] rows, int[] labels, LabelSet labelSet)
    {
        if (rows.Length != labels.Length)
        {
            throw new ArgumentException($"{rows.Length} rows and {labels.Length} labels.");
        }

        (_table, _rows, _labels, LabelSet) = (table, rows, labels, labelSet);
    }

    private protected FeatureTable Table => _table;

    public LabelSet LabelSet { get; }

    public int Count => _rows.Length;

    public int Dimension => _table.Dimension;

    /// <returns>Rows of the table of some images of this view.</returns>
    private protected int[] Rows(int[] images) => [.. images.Select(i => _rows[i])];

    /// <summary>Label indexes, <c>[N]</c>.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <returns>The features of the i-th image of this view, <c>[D]</c>.</returns>
    public ReadOnlySpan<float> Features(int i) => _table.Features(_rows[i]);

    /// <returns>The logits of the i-th image of this view, <c>[C]</c>.</returns>
    public ReadOnlySpan<float> Logits(int i) => _table.Logits(_rows[i]);
}
