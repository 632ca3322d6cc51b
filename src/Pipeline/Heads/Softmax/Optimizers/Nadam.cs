using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>
/// Adam with Nesterov's look-ahead (Dozat 2016). The momentum of step t is <c>mu(t) = beta1 * (1 - 0.5 * 0.96^(t * momentum_decay))</c>; the step is
/// <c>p -= rate * (mu(t+1) * m / (1 - prod mu(1..t+1)) + (1 - mu(t)) * g / (1 - prod mu(1..t))) / (sqrt(v') + epsilon)</c>, with m and v' as in Adam.
/// </summary>
internal sealed class Nadam(NadamOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _mean = new double[count];
    private readonly double[] _square = new double[count];
    private double _product = 1;
    private double _power2 = 1;
    private int _step;

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        _step++;
        (double now, double next) = (MomentumAt(_step), MomentumAt(_step + 1));
        (_product, _power2) = (_product * now, _power2 * config.Beta2);
        (double onGradient, double onMean) = (rate * (1 - now) / (1 - _product), rate * next / (1 - _product * next));
        (double beta1, double beta2, double epsilon, double root) = (config.Beta1, config.Beta2, config.Epsilon, 1 / Math.Sqrt(1 - _power2));
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double m = _mean[i] = beta1 * _mean[i] + (1 - beta1) * g;
            double v = _square[i] = beta2 * _square[i] + (1 - beta2) * g * g;
            parameters[i] -= (onGradient * g + onMean * m) / (Math.Sqrt(v) * root + epsilon);
        }
    }

    private double MomentumAt(int step) => config.Beta1 * (1 - 0.5 * Math.Pow(0.96, step * config.MomentumDecay));
}
