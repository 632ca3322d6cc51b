using System.Numerics.Tensors;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary><c>p -= rate * g</c>.</summary>
internal sealed class Sgd(SgdOptimizerConfig config, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate) =>
        TensorPrimitives.MultiplyAdd(gradient, -rate, parameters, parameters);
}
