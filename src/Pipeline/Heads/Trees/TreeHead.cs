using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Heads.Trees;

/// <summary>Softmax over sums of trees, one ensemble per class.</summary>
/// <param name="labels">The K labels.</param>
/// <param name="trees">All trees, each with its class.</param>
/// <param name="dimension">D.</param>
internal sealed class TreeHead(LabelSet labels, Tree[] trees, int dimension) : IHead
{
    public AnswerSpace Space { get; } = AnswerSpace.OfLabels(labels);

    public IReadOnlyList<Tree> Trees => trees;

    public int Dimension => dimension;

    public string Shape => $"trees {trees.Length / labels.Count}x{labels.Count}";

    public ScoreTable Predict(HeldOutFeatures images)
    {
        HeadInput.RequireDimension(dimension, images.Dimension);
        var values = new double[images.Count * labels.Count];
        for (int i = 0; i < images.Count; i++)
        {
            Span<double> scores = values.AsSpan(i * labels.Count, labels.Count);
            ReadOnlySpan<float> x = images.Features(i);
            foreach (Tree tree in trees)
            {
                scores[tree.Label] += tree.Value(x);
            }

            LinearLink.Softmax.Apply(scores);
        }

        return new ScoreTable(values, labels.Count, areProbabilities: true);
    }
}

/// <summary>One regression tree. A child is the number of a node, or the complement (<c>~</c>) of the number of a leaf.</summary>
/// <param name="Label">The class that it speaks for.</param>
/// <param name="Features">Per node: the feature that it asks for.</param>
/// <param name="Thresholds">Per node: up to here to the left, above to the right.</param>
/// <param name="Left">Per node: its left child.</param>
/// <param name="Right">Per node: its right child.</param>
/// <param name="Leaves">Per leaf: what it adds to the class's logit.</param>
internal sealed record Tree(int Label, int[] Features, float[] Thresholds, int[] Left, int[] Right, double[] Leaves)
{
    /// <summary>A tree without a node is its only leaf.</summary>
    public double Value(ReadOnlySpan<float> x)
    {
        int at = Features.Length == 0 ? ~0 : 0;
        while (at >= 0)
        {
            at = x[Features[at]] <= Thresholds[at] ? Left[at] : Right[at];
        }

        return Leaves[~at];
    }
}
