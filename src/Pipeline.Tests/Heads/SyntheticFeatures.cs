using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

/// <summary>Non-negative, sparse features as after a ReLU: each class has its own mean, images scatter around it.</summary>
internal sealed class SyntheticFeatures
{
    private readonly FeatureTable _table;
    private readonly int[] _labels;

    /// <param name="classes">K; image i is of class i modulo K.</param>
    /// <param name="perClass">Images of each class.</param>
    /// <param name="dimension">D.</param>
    /// <param name="noise">Scatter of an image, where class means scatter by 1.</param>
    /// <param name="seed">Of everything drawn.</param>
    public SyntheticFeatures(int classes = 4, int perClass = 12, int dimension = 24, double noise = 0.5, int seed = 1)
    {
        var generator = new SeededGenerator(seed);
        double[][] means = [.. Enumerable.Range(0, classes).Select(_ => Normals(generator, dimension))];
        _labels = [.. Enumerable.Range(0, classes * perClass).Select(i => i % classes)];
        float[] features = [.. _labels.SelectMany(label =>
            means[label].Zip(Normals(generator, dimension), (mean, scatter) => (float)Math.Max(0, mean + noise * scatter)))];
        _table = new FeatureTable(features, dimension, [], 0);
        Labels = new LabelSet(Enumerable.Range(0, classes).Select(k => $"class {k}"));
    }

    public LabelSet Labels { get; }

    public TrainingFeatures Training(Range rows) => new(_table, Rows(rows), Truths(rows), Labels);

    public ValidationFeatures Validation(Range rows) => new(_table, Rows(rows), Truths(rows), Labels);

    public HeldOutFeatures HeldOut(Range rows) => new(_table, Rows(rows));

    public int[] Truths(Range rows) => _labels[rows];

    private int[] Rows(Range rows) => Enumerable.Range(0, _labels.Length).ToArray()[rows];

    /// <summary>Box and Muller's transform of two uniform numbers.</summary>
    private static double[] Normals(SeededGenerator generator, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(Uniform(generator))) * Math.Cos(Math.Tau * Uniform(generator)))];

    private static double Uniform(SeededGenerator generator) => ((generator.Next() >> 11) + 1) / (double)(1L << 53);
}
