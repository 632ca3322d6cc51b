using System.Diagnostics;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>A first-order optimizer: turns one gradient into one step. Its state belongs to one fit.</summary>
/// <param name="learningRate">The full learning rate, which a schedule scales.</param>
/// <param name="decay">The penalty on weights.</param>
internal abstract class Optimizer(double learningRate, WeightDecay decay)
{
    public double LearningRate => learningRate;

    protected WeightDecay WeightDecay => decay;

    /// <param name="config">Any optimizer but L-BFGS, which takes no single gradient but an objective.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="decay">The penalty on weights.</param>
    public static Optimizer For(OptimizerConfig config, int count, WeightDecay decay) => config switch
    {
        SgdOptimizerConfig sgd => new Sgd(sgd, decay),
        MomentumOptimizerConfig momentum => new Momentum(momentum, count, decay),
        NesterovOptimizerConfig nesterov => new Nesterov(nesterov, count, decay),
        AdagradOptimizerConfig adagrad => new Adagrad(adagrad, count, decay),
        AdadeltaOptimizerConfig adadelta => new Adadelta(adadelta, count, decay),
        RmsPropOptimizerConfig rmsProp => new RmsProp(rmsProp, count, decay),
        AdamOptimizerConfig adam => new Adam(adam, count, decay),
        AdamWOptimizerConfig adamW => new AdamW(adamW, count, decay),
        NadamOptimizerConfig nadam => new Nadam(nadam, count, decay),
        _ => throw new UnreachableException($"{config.GetType().Name} is not a first-order optimizer."),
    };

    /// <param name="parameters">Moved in place.</param>
    /// <param name="gradient">Gradient of the loss without the penalty; changed in place.</param>
    /// <param name="rate">The learning rate of this step.</param>
    public void Step(Span<double> parameters, Span<double> gradient, double rate)
    {
        Decay(parameters, gradient, rate);
        Update(parameters, gradient, rate);
    }

    /// <summary>Weight decay as part of the objective, so that it passes through the optimizer like every other gradient.</summary>
    protected virtual void Decay(Span<double> parameters, Span<double> gradient, double rate) => decay.AddGradient(parameters, gradient);

    protected abstract void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate);
}
