using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary><c>s += g^2; p -= rate * g / (sqrt(s) + epsilon)</c> (Duchi, Hazan and Singer 2011).</summary>
internal sealed class Adagrad(AdagradOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _squares = new double[count];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double s = _squares[i] += g * g;
            parameters[i] -= rate * g / (Math.Sqrt(s) + config.Epsilon);
        }
    }
}
