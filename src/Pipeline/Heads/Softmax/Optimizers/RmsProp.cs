using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary><c>s = decay * s + (1 - decay) * g^2; p -= rate * g / (sqrt(s) + epsilon)</c> (Tieleman and Hinton 2012, lecture 6.5).</summary>
internal sealed class RmsProp(RmsPropOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _squares = new double[count];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        (double keep, double epsilon) = (config.Decay, config.Epsilon);
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double s = _squares[i] = keep * _squares[i] + (1 - keep) * g * g;
            parameters[i] -= rate * g / (Math.Sqrt(s) + epsilon);
        }
    }
}
