using System.Numerics.Tensors;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary><c>v = momentum * v + g; p -= rate * v</c> (Polyak 1964).</summary>
internal sealed class Momentum(MomentumOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _velocity = new double[count];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        TensorPrimitives.MultiplyAdd(_velocity, config.Momentum, gradient, _velocity);
        TensorPrimitives.MultiplyAdd(_velocity, -rate, parameters, parameters);
    }
}
