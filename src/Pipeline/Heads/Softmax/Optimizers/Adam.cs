using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, arXiv:1412.6980), see <see cref="AdamMoments"/>; weight decay is part of the gradient.</summary>
internal sealed class Adam(AdamOptimizerConfig config, int count, WeightDecay decay) : Optimizer(config.LearningRate, decay)
{
    private readonly AdamMoments _moments = new(config.Beta1, config.Beta2, config.Epsilon, count);

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate) => _moments.Update(parameters, gradient, rate);
}
