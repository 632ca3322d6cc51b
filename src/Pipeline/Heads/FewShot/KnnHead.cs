using System.Diagnostics;
using System.Numerics.Tensors;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Heads.FewShot;

/// <summary>A vote among the nearest training images; the head is those images.</summary>
internal sealed class KnnHead : IHead
{
    /// <summary>Below it, two images are the same to float32's rounding.</summary>
    private const double SameImage = 1e-9;

    private readonly float[] _features;
    private readonly int[] _truths;
    private readonly double[] _rows;

    /// <param name="labels">The K labels.</param>
    /// <param name="features">Features of the N training images, <c>[N, D]</c>, row-major.</param>
    /// <param name="truths">Their label indexes, <c>[N]</c>.</param>
    /// <param name="config">Who votes, and with what weight.</param>
    public KnnHead(LabelSet labels, float[] features, int[] truths, KnnHeadConfig config)
    {
        (_features, _truths, Config) = (features, truths, config);
        Space = AnswerSpace.OfLabels(labels);
        Dimension = features.Length / truths.Length;
        _rows = Array.ConvertAll(features, x => (double)x);
        for (int i = 0; i < truths.Length; i++)
        {
            Prepare(_rows.AsSpan(i * Dimension, Dimension));
        }
    }

    public AnswerSpace Space { get; }

    public KnnHeadConfig Config { get; }

    public int Dimension { get; }

    /// <summary>Features of the training images, <c>[N, D]</c>, row-major.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Label indexes of the training images, <c>[N]</c>.</summary>
    public ReadOnlySpan<int> Truths => _truths;

    public string Shape => $"knn {_truths.Length}x{Dimension}";

    public ScoreTable Predict(HeldOutFeatures images)
    {
        HeadInput.RequireDimension(Dimension, images.Dimension);
        int classes = Space.Answers.Count;
        var values = new double[images.Count * classes];
        var x = new double[Dimension];
        for (int i = 0; i < images.Count; i++)
        {
            TensorPrimitives.ConvertTruncating(images.Features(i), x);
            Prepare(x);
            Vote(x, values.AsSpan(i * classes, classes));
        }

        return new ScoreTable(values, classes, areProbabilities: true);
    }

    /// <summary>Cosines are products of unit vectors.</summary>
    private void Prepare(Span<double> x)
    {
        if (Config.Metric == KnnMetric.Cosine)
        {
            L2.Normalise(x);
        }
    }

    private double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Config.Metric switch
    {
        KnnMetric.Cosine => Math.Max(0, 1 - TensorPrimitives.Dot(x, y)),
        KnnMetric.Euclidean => TensorPrimitives.Distance(x, y),
        _ => throw new UnreachableException($"{Config.Metric} has no formula."),
    };

    private void Vote(ReadOnlySpan<double> x, Span<double> shares)
    {
        var distances = new double[_truths.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = Distance(x, _rows.AsSpan(i * Dimension, Dimension));
        }

        // A stable order: of two images at one distance the earlier votes.
        int[] nearest = [.. Enumerable.Range(0, distances.Length).OrderBy(i => distances[i]).Take(Config.K)];
        bool same = distances[nearest[0]] < SameImage;
        foreach (int i in nearest)
        {
            shares[_truths[i]] += Weight(distances[i], same);
        }

        TensorPrimitives.Multiply(shares, (1 - Config.Smoothing) / TensorPrimitives.Sum<double>(shares), shares);
        TensorPrimitives.Add(shares, Config.Smoothing / shares.Length, shares);
    }

    private double Weight(double distance, bool sameImageIsAmongThem) => Config.Weighting switch
    {
        KnnWeighting.Uniform => 1,
        KnnWeighting.Distance when sameImageIsAmongThem => distance < SameImage ? 1 : 0,
        KnnWeighting.Distance => 1 / distance,
        _ => throw new UnreachableException($"{Config.Weighting} has no formula."),
    };
}
