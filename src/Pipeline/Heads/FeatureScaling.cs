using System.Diagnostics;
using System.Numerics.Tensors;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>
/// <c>z = (x - mean) * scale</c> per feature, or <c>z = sqrt(D) x / |x|</c> per image, so that either way a typical feature is about 1 and one learning
/// rate suits both. What is learned of z becomes a head over x: <c>W z + b = (W scale) x + (b - W scale mean)</c>; only the division by the length of x
/// needs a step of its own.
/// </summary>
internal sealed class FeatureScaling
{
    /// <summary>Deviations below this share of the largest value are rounding of float32 features, not variation.</summary>
    private const double SmallestVariation = 1e-6;

    private readonly HeadFeatures _kind;
    private readonly double[] _mean;
    private readonly double[] _scale;

    private FeatureScaling(HeadFeatures kind, double[] mean, double[] scale) => (_kind, _mean, _scale) = (kind, mean, scale);

    /// <summary>Statistics of the training images alone.</summary>
    public static FeatureScaling Fit(HeadFeatures kind, TrainingFeatures training) => kind switch
    {
        HeadFeatures.Raw or HeadFeatures.L2Normalised => new FeatureScaling(kind, [], []),
        HeadFeatures.Standardised => Standardising(training),
        _ => throw new UnreachableException($"{kind} has no formula."),
    };

    /// <summary>Scales one image in place.</summary>
    /// <param name="x">Features, <c>[D]</c>.</param>
    public void Apply(Span<double> x)
    {
        if (_kind == HeadFeatures.Standardised)
        {
            TensorPrimitives.Subtract(x, _mean, x);
            TensorPrimitives.Multiply(x, _scale, x);
        }
        else if (_kind == HeadFeatures.L2Normalised)
        {
            L2.Normalise(x);
            TensorPrimitives.Multiply(x, Math.Sqrt(x.Length), x);
        }
    }

    /// <returns>All images scaled, <c>[N, D]</c>, row-major.</returns>
    public double[] Apply(LabeledFeatures images)
    {
        var scaled = new double[images.Count * images.Dimension];
        for (int i = 0; i < images.Count; i++)
        {
            Span<double> row = scaled.AsSpan(i * images.Dimension, images.Dimension);
            TensorPrimitives.ConvertTruncating(images.Features(i), row);
            Apply(row);
        }

        return scaled;
    }

    /// <summary>The head over unscaled features that equals a linear map over scaled ones.</summary>
    /// <param name="labels">The K labels.</param>
    /// <param name="map">Weights and biases over scaled features.</param>
    /// <param name="link">What makes scores of the map.</param>
    public LinearHead Fold(LabelSet labels, LinearMap map, LinearLink link)
    {
        LinearMap folded = _kind switch
        {
            HeadFeatures.Raw => map,
            HeadFeatures.Standardised => Unstandardised(map),
            HeadFeatures.L2Normalised => Lengthened(map),
            _ => throw new UnreachableException($"{_kind} has no formula."),
        };
        LinearInput input = _kind == HeadFeatures.L2Normalised ? LinearInput.L2Normalised : LinearInput.Raw;
        return new LinearHead(labels, Array.ConvertAll(folded.Weights, w => (float)w), Array.ConvertAll(folded.Bias, b => (float)b), input, link);
    }

    private LinearMap Unstandardised(LinearMap map)
    {
        double[] weights = [.. map.Weights];
        double[] bias = [.. map.Bias];
        for (int k = 0; k < bias.Length; k++)
        {
            Span<double> row = weights.AsSpan(k * _mean.Length, _mean.Length);
            TensorPrimitives.Multiply(row, _scale, row);
            bias[k] -= TensorPrimitives.Dot<double>(row, _mean);
        }

        return new LinearMap(weights, bias);
    }

    private static LinearMap Lengthened(LinearMap map)
    {
        double length = Math.Sqrt(map.Weights.Length / map.Bias.Length);
        return map with { Weights = Array.ConvertAll(map.Weights, w => length * w) };
    }

    private static FeatureScaling Standardising(TrainingFeatures training)
    {
        int dimension = training.Dimension;
        double[] mean = new double[dimension], square = new double[dimension], largest = new double[dimension], x = new double[dimension];
        for (int i = 0; i < training.Count; i++)
        {
            TensorPrimitives.ConvertTruncating(training.Features(i), x);
            TensorPrimitives.MultiplyAdd(x, 1.0 / training.Count, mean, mean);
            TensorPrimitives.MaxMagnitude<double>(x, largest, largest);
        }

        for (int i = 0; i < training.Count; i++)
        {
            TensorPrimitives.ConvertTruncating(training.Features(i), x);
            TensorPrimitives.Subtract(x, mean, x);
            TensorPrimitives.MultiplyAdd(x, x, square, square);
        }

        var scale = new double[dimension];
        for (int d = 0; d < dimension; d++)
        {
            double deviation = Math.Sqrt(square[d] / training.Count);
            scale[d] = deviation > SmallestVariation * Math.Abs(largest[d]) ? 1 / deviation : 0;
        }

        return new FeatureScaling(HeadFeatures.Standardised, mean, scale);
    }
}

/// <summary><c>W z + b</c> in double.</summary>
/// <param name="Weights">W, <c>[K, D]</c>, row-major.</param>
/// <param name="Bias">b, <c>[K]</c>.</param>
internal sealed record LinearMap(double[] Weights, double[] Bias);
