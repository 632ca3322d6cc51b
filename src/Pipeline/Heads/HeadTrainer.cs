using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads.FewShot;
using Pipeline.Heads.MlNet;
using Pipeline.Heads.Selecting;
using Pipeline.Heads.Softmax;
using Pipeline.Heads.Trees;

namespace Pipeline.Heads;

/// <summary>Fits one kind of head. It is handed training and validation images only.</summary>
public abstract class HeadTrainer
{
    /// <param name="config">Which head.</param>
    /// <param name="zeroShot">Makes the zero-shot head's trainer, which needs more than its config: the backbone's classes and the species map.</param>
    public static HeadTrainer For(HeadConfig config, Func<ZeroShotHeadConfig, HeadTrainer> zeroShot) => config switch
    {
        ZeroShotHeadConfig zero => zeroShot(zero),
        SoftmaxHeadConfig softmax => new SoftmaxTrainer(softmax),
        LbfgsHeadConfig lbfgs => new MaximumEntropyTrainer(lbfgs),
        SdcaHeadConfig sdca => new MaximumEntropyTrainer(sdca),
        AveragedPerceptronHeadConfig perceptron => new OneAgainstRestTrainer(perceptron),
        LinearSvmHeadConfig svm => new OneAgainstRestTrainer(svm),
        SgdCalibratedHeadConfig sgd => new OneAgainstRestTrainer(sgd),
        LightGbmHeadConfig lightGbm => new LightGbmTrainer(lightGbm),
        PrototypeHeadConfig prototype => new PrototypeTrainer(prototype),
        KnnHeadConfig knn => new KnnTrainer(knn),
        SelectHeadConfig select => new SelectTrainer([.. select.Candidates.Select(candidate => For(candidate, zeroShot))], select.InnerFolds),
        _ => throw new UnreachableException($"{config.GetType().Name} has no trainer."),
    };

    /// <summary>Whether there is anything to fit; zero-shot has no training time.</summary>
    public virtual bool Learns => true;

    /// <param name="training">What the head learns from.</param>
    /// <param name="validation">What decides when learning stops; null when the split sets nothing aside.</param>
    /// <param name="seed">Seed of every random choice of this fit.</param>
    /// <param name="cancellation">Stops the fit between steps.</param>
    /// <exception cref="PipelineException">A class without images, a feature that is no number, or a fit that diverged.</exception>
    public abstract TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation);
}

/// <summary>What came of one fit.</summary>
/// <param name="Curve">One row per epoch, where there are epochs.</param>
public abstract record TrainedModel(IReadOnlyList<EpochRecord> Curve)
{
    /// <summary>The labels it answers with.</summary>
    public abstract AnswerSpace Space { get; }

    /// <summary>What a timing of it depends on.</summary>
    public abstract string Shape { get; }
}

/// <summary>A head, which answers from features.</summary>
/// <param name="Head">The head.</param>
/// <param name="Curve">One row per epoch, where the head has epochs.</param>
/// <param name="Choice">What was chosen among candidates; null where there was no choice.</param>
public sealed record TrainedHead(IHead Head, IReadOnlyList<EpochRecord> Curve, HeadChoice? Choice = null) : TrainedModel(Curve)
{
    public override AnswerSpace Space => Head.Space;

    public override string Shape => Head.Shape;
}

/// <summary>One epoch of training; validation figures are absent without a validation share. Accuracy is 0..1, loss in nats; NaN where a trainer of another program says nothing.</summary>
public sealed record EpochRecord(
    int Epoch, double LearningRate, double TrainingLoss, double TrainingAccuracy, double? ValidationLoss = null, double? ValidationAccuracy = null);
