using System.Numerics.Tensors;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>
/// <c>link(W x + b)</c>, what every linear trainer ends in: scaling and calibration are folded into the weights. The weights are kept as the
/// float32 that is saved and computed with in double, so that what is stored is what was scored.
/// </summary>
/// <param name="labels">The K labels.</param>
/// <param name="weights">W, <c>[K, D]</c>, row-major.</param>
/// <param name="bias">b, <c>[K]</c>.</param>
/// <param name="input">What is done to x first.</param>
/// <param name="link">What makes scores of W x + b.</param>
internal sealed class LinearHead(LabelSet labels, float[] weights, float[] bias, LinearInput input, LinearLink link) : IHead
{
    // Widened once: converting at each prediction would cost as much as the product itself.
    private readonly double[] _weights = Array.ConvertAll(weights, weight => (double)weight);

    public AnswerSpace Space { get; } = AnswerSpace.OfLabels(labels);

    public LabelSet Labels => labels;

    public int Dimension { get; } = weights.Length / labels.Count;

    /// <summary>W, <c>[K, D]</c>, row-major.</summary>
    public ReadOnlySpan<float> Weights => weights;

    /// <summary>b, <c>[K]</c>.</summary>
    public ReadOnlySpan<float> Bias => bias;

    public LinearInput Input => input;

    public LinearLink Link => link;

    public string Shape => $"linear {Dimension}x{labels.Count}";

    public ScoreTable Predict(HeldOutFeatures images)
    {
        HeadInput.RequireDimension(Dimension, images.Dimension);
        var values = new double[images.Count * labels.Count];
        var x = new double[Dimension];
        for (int i = 0; i < images.Count; i++)
        {
            TensorPrimitives.ConvertTruncating(images.Features(i), x);
            Score(x, values.AsSpan(i * labels.Count, labels.Count));
        }

        return new ScoreTable(values, labels.Count, areProbabilities: link != LinearLink.None);
    }

    /// <summary>The head whose values are <c>slope_k * z_k + offset_k</c> of this one's, folded into the weights.</summary>
    public LinearHead Rescaled(IReadOnlyList<LogitScaling> scalings, LinearLink newLink) => new(
        labels,
        [.. weights.Select((w, i) => (float)(scalings[i / Dimension].Slope * w))],
        [.. bias.Select((b, k) => (float)(scalings[k].Slope * b + scalings[k].Offset))],
        input,
        newLink);

    /// <param name="x">Features, <c>[D]</c>; normalised in place where the head asks for it.</param>
    /// <param name="scores">Receives the scores, <c>[K]</c>.</param>
    private void Score(Span<double> x, Span<double> scores)
    {
        if (input == LinearInput.L2Normalised)
        {
            L2.Normalise(x);
        }

        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = bias[k] + TensorPrimitives.Dot<double>(x, _weights.AsSpan(k * Dimension, Dimension));
        }

        link.Apply(scores);
    }
}

/// <summary>What is done to features before the linear map. The values are part of the file format.</summary>
internal enum LinearInput
{
    Raw = 0,
    L2Normalised = 1,
}

/// <summary><c>slope * z + offset</c>.</summary>
internal readonly record struct LogitScaling(double Slope, double Offset = 0);
