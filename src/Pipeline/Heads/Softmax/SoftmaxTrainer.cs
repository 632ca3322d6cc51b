using Pipeline.Configuration;
using Pipeline.Features;

namespace Pipeline.Heads.Softmax;

/// <summary>Multinomial logistic regression in double precision, on one thread; the same seed gives the same bytes.</summary>
internal sealed class SoftmaxTrainer(SoftmaxHeadConfig config) : HeadTrainer
{
    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        var scaling = FeatureScaling.Fit(config.Features, training);
        var task = new SoftmaxTask(config, scaling, training, validation);
        if (config.Optimizer is LbfgsOptimizerConfig lbfgs)
        {
            new FullBatchTraining(task, config, lbfgs).Run(cancellation);
        }
        else
        {
            new MiniBatchTraining(task, config, seed).Run(cancellation);
        }

        return new TrainedHead(scaling.Fold(training.LabelSet, task.Finish(), LinearLink.Softmax), task.Curve);
    }
}
