using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>
/// <c>s = rho * s + (1 - rho) * g^2; d = sqrt(u + epsilon) / sqrt(s + epsilon) * g; u = rho * u + (1 - rho) * d^2; p -= rate * d</c>
/// (Zeiler 2012, arXiv:1212.5701).
/// </summary>
internal sealed class Adadelta(AdadeltaOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _squares = new double[count];
    private readonly double[] _steps = new double[count];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        (double rho, double epsilon) = (config.Rho, config.Epsilon);
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double s = _squares[i] = rho * _squares[i] + (1 - rho) * g * g;
            double d = Math.Sqrt((_steps[i] + epsilon) / (s + epsilon)) * g;
            _steps[i] = rho * _steps[i] + (1 - rho) * d * d;
            parameters[i] -= rate * d;
        }
    }
}
