using System.Numerics.Tensors;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>
/// <c>v = momentum * v + g; p -= rate * (g + momentum * v)</c>: momentum that looks one step ahead, in the form of
/// Sutskever, Martens, Dahl and Hinton (2013) with the parameters at the point looked at.
/// </summary>
internal sealed class Nesterov(NesterovOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly double[] _velocity = new double[count];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        TensorPrimitives.MultiplyAdd(_velocity, config.Momentum, gradient, _velocity);
        TensorPrimitives.MultiplyAdd(gradient, -rate, parameters, parameters);
        TensorPrimitives.MultiplyAdd(_velocity, -rate * config.Momentum, parameters, parameters);
    }
}
