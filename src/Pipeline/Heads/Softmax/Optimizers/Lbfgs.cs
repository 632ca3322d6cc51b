using System.Numerics.Tensors;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <param name="point">Where.</param>
/// <param name="gradient">Receives the gradient there.</param>
/// <returns>The value there.</returns>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989; Nocedal and Wright 2006, algorithm 7.4). The line search brackets and bisects until the weak Wolfe
/// conditions hold (Lewis and Overton 2013), which keeps every curvature pair positive.
/// </summary>
internal sealed class Lbfgs
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int LineSearchTrials = 50;

    private readonly Objective _objective;
    private readonly CurvaturePairs _pairs;
    private readonly double[] _point;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _nextPoint;
    private readonly double[] _nextGradient;

    /// <param name="objective">What is minimised.</param>
    /// <param name="point">Where to start; moved in place.</param>
    /// <param name="memory">How many past steps curvature is estimated from.</param>
    public Lbfgs(Objective objective, double[] point, int memory)
    {
        (_objective, _point) = (objective, point);
        _pairs = new CurvaturePairs(memory, point.Length);
        (_gradient, _direction) = (new double[point.Length], new double[point.Length]);
        (_nextPoint, _nextGradient) = (new double[point.Length], new double[point.Length]);
        Value = objective(point, _gradient);
    }

    /// <summary>The objective at the current point.</summary>
    public double Value { get; private set; }

    /// <summary>The largest component of the gradient at the current point.</summary>
    public double GradientSize => Math.Abs(TensorPrimitives.MaxMagnitude<double>(_gradient));

    /// <returns>False when no lower point was found along the direction: the minimum, to rounding.</returns>
    public bool Step()
    {
        _pairs.Direction(_gradient, _direction);
        double slope = TensorPrimitives.Dot<double>(_gradient, _direction);
        double first = _pairs.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(_gradient)) : 1;
        if (!(slope < 0) || !Search(slope, first, out double value))
        {
            return false;
        }

        _pairs.Add(_point, _nextPoint, _gradient, _nextGradient);
        _nextPoint.CopyTo(_point, 0);
        _nextGradient.CopyTo(_gradient, 0);
        Value = value;
        return true;
    }

    /// <summary>Leaves the accepted point and its gradient in the scratch of the next one.</summary>
    private bool Search(double slope, double first, out double value)
    {
        (double low, double high, double length) = (0, double.PositiveInfinity, first);
        for (int trial = 0; trial < LineSearchTrials; trial++)
        {
            TensorPrimitives.MultiplyAdd(_direction, length, _point, _nextPoint);
            value = _objective(_nextPoint, _nextGradient);
            if (!(value <= Value + SufficientDecrease * length * slope))
            {
                high = length;
            }
            else if (TensorPrimitives.Dot<double>(_nextGradient, _direction) < Curvature * slope)
            {
                low = length;
            }
            else
            {
                return true;
            }

            length = double.IsInfinity(high) ? 2 * low : (low + high) / 2;
        }

        value = Value;
        return false;
    }
}
