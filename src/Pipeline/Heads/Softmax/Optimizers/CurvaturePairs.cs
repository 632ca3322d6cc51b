using System.Numerics.Tensors;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>The last steps s and the changes of the gradient y over them, in a ring; together they stand for the inverse Hessian.</summary>
internal sealed class CurvaturePairs(int memory, int count)
{
    private readonly double[][] _s = [.. Enumerable.Range(0, memory).Select(_ => new double[count])];
    private readonly double[][] _y = [.. Enumerable.Range(0, memory).Select(_ => new double[count])];
    private readonly double[] _inverse = new double[memory];
    private readonly double[] _alpha = new double[memory];
    private int _added;

    public int Count => Math.Min(_added, memory);

    public void Add(ReadOnlySpan<double> point, ReadOnlySpan<double> next, ReadOnlySpan<double> gradient, ReadOnlySpan<double> nextGradient)
    {
        int slot = _added % memory;
        TensorPrimitives.Subtract(next, point, _s[slot]);
        TensorPrimitives.Subtract(nextGradient, gradient, _y[slot]);
        double curvature = TensorPrimitives.Dot<double>(_s[slot], _y[slot]);
        if (curvature > 0)
        {
            _inverse[slot] = 1 / curvature;
            _added++;
        }
    }

    /// <summary>The two-loop recursion: minus the approximate inverse Hessian times the gradient.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        for (int age = 1; age <= Count; age++)
        {
            int slot = (_added - age) % memory;
            _alpha[slot] = _inverse[slot] * TensorPrimitives.Dot<double>(_s[slot], direction);
            TensorPrimitives.MultiplyAdd(_y[slot], -_alpha[slot], direction, direction);
        }

        if (Count > 0)
        {
            int latest = (_added - 1) % memory;
            TensorPrimitives.Multiply(direction, 1 / (_inverse[latest] * TensorPrimitives.SumOfSquares<double>(_y[latest])), direction);
        }

        for (int age = Count; age >= 1; age--)
        {
            int slot = (_added - age) % memory;
            double beta = _inverse[slot] * TensorPrimitives.Dot<double>(_y[slot], direction);
            TensorPrimitives.MultiplyAdd(_s[slot], _alpha[slot] - beta, direction, direction);
        }
    }
}
