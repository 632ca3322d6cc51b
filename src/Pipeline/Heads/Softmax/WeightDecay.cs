using System.Numerics.Tensors;

namespace Pipeline.Heads.Softmax;

/// <summary>The penalty <c>rate / 2 * |w|^2</c> on the first <paramref name="Count"/> parameters: the weights, not the biases.</summary>
internal readonly record struct WeightDecay(double Rate, int Count)
{
    public double Penalty(ReadOnlySpan<double> parameters) => Rate / 2 * TensorPrimitives.SumOfSquares(parameters[..Count]);

    /// <summary>Adds the penalty's own gradient, <c>rate * w</c>.</summary>
    public void AddGradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        if (Rate > 0)
        {
            TensorPrimitives.MultiplyAdd(parameters[..Count], Rate, gradient[..Count], gradient[..Count]);
        }
    }
}
