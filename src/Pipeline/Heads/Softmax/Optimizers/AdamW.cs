using System.Numerics.Tensors;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>Adam with <c>w *= 1 - rate * decay</c> before the step in place of a penalty (Loshchilov and Hutter 2019, arXiv:1711.05101).</summary>
internal sealed class AdamW(AdamWOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly AdamMoments _moments = new(config.Beta1, config.Beta2, config.Epsilon, count);

    protected override void Decay(Span<double> parameters, Span<double> gradient, double rate)
    {
        Span<double> weights = parameters[..WeightDecay.Count];
        TensorPrimitives.Multiply(weights, 1 - rate * WeightDecay.Rate, weights);
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate) => _moments.Update(parameters, gradient, rate);
}
