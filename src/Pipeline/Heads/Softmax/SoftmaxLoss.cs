using System.Numerics.Tensors;

namespace Pipeline.Heads.Softmax;

/// <summary>
/// Mean cross-entropy of <c>softmax(W x + b)</c> and its gradient, in nats. Parameters are one array: W <c>[K, D]</c> row-major, then b <c>[K]</c>.
/// With smoothing s the target of class k is <c>(1 - s) [k = label] + s / K</c> (Szegedy et al. 2016, arXiv:1512.00567).
/// Not safe for concurrent use: it owns the scratch that keeps the loop free of allocation.
/// </summary>
internal sealed class SoftmaxLoss
{
    private readonly double[] _x;
    private readonly int[] _labels;
    private readonly int _dimension;
    private readonly double _smoothing;
    private readonly double[] _residuals;

    /// <param name="x">Features, <c>[N, D]</c>, row-major.</param>
    /// <param name="labels">Label indexes, <c>[N]</c>.</param>
    /// <param name="classes">K.</param>
    /// <param name="smoothing">s, 0 to below 1.</param>
    public SoftmaxLoss(double[] x, int[] labels, int classes, double smoothing)
    {
        (_x, _labels, Classes, _smoothing) = (x, labels, classes, smoothing);
        _dimension = x.Length / labels.Length;
        _residuals = new double[labels.Length * classes];
    }

    public int Count => _labels.Length;

    public int Classes { get; }

    /// <summary>K * D.</summary>
    public int WeightCount => Classes * _dimension;

    /// <summary>K * D + K.</summary>
    public int ParameterCount => WeightCount + Classes;

    /// <param name="parameters">W and b.</param>
    /// <param name="batch">The images, as row numbers.</param>
    /// <param name="gradient">Receives the gradient of the mean loss; may be empty where none is wanted.</param>
    public BatchScore Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<int> batch, Span<double> gradient)
    {
        double loss = 0;
        int right = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            Span<double> z = _residuals.AsSpan(i * Classes, Classes);
            Logits(parameters, Row(batch[i]), z);
            int label = _labels[batch[i]];
            right += TensorPrimitives.IndexOfMax<double>(z) == label ? 1 : 0;
            loss += LossAndResidual(z, label);
        }

        if (!gradient.IsEmpty)
        {
            Accumulate(batch, gradient);
        }

        return new BatchScore(loss / batch.Length, right);
    }

    private ReadOnlySpan<double> Row(int i) => _x.AsSpan(i * _dimension, _dimension);

    private void Logits(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> z)
    {
        for (int k = 0; k < z.Length; k++)
        {
            z[k] = parameters[WeightCount + k] + TensorPrimitives.Dot(x, parameters.Slice(k * _dimension, _dimension));
        }
    }

    /// <summary>Replaces logits by the derivative of the loss by them, probability minus target.</summary>
    private double LossAndResidual(Span<double> z, int label)
    {
        double even = _smoothing / Classes;
        double max = TensorPrimitives.Max<double>(z);
        double targetLogit = (1 - _smoothing) * z[label] + even * TensorPrimitives.Sum<double>(z);
        TensorPrimitives.Subtract(z, max, z);
        TensorPrimitives.Exp<double>(z, z);
        double sum = TensorPrimitives.Sum<double>(z);
        TensorPrimitives.Divide(z, sum, z);
        TensorPrimitives.Subtract(z, even, z);
        z[label] -= 1 - _smoothing;
        return max + Math.Log(sum) - targetLogit;
    }

    /// <summary>Class by class, so that one row of the gradient stays in the nearest cache while the images pass.</summary>
    private void Accumulate(ReadOnlySpan<int> batch, Span<double> gradient)
    {
        gradient.Clear();
        for (int k = 0; k < Classes; k++)
        {
            Span<double> row = gradient.Slice(k * _dimension, _dimension);
            double bias = 0;
            for (int i = 0; i < batch.Length; i++)
            {
                double residual = _residuals[i * Classes + k] / batch.Length;
                bias += residual;
                TensorPrimitives.MultiplyAdd(Row(batch[i]), residual, row, row);
            }

            gradient[WeightCount + k] = bias;
        }
    }
}

/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="Right">How many images have their label first.</param>
internal readonly record struct BatchScore(double Loss, int Right);
