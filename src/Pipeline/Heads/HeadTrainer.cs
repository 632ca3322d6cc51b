using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>Fits one kind of head. It is handed training and validation images only.</summary>
public abstract class HeadTrainer
{
    /// <param name="training">What the head learns from.</param>
    /// <param name="validation">What decides when learning stops; null when the split sets nothing aside.</param>
    /// <param name="seed">Seed of every random choice of this fit.</param>
    /// <param name="cancellation">Stops the fit between steps.</param>
    public abstract TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation);
}

/// <param name="Head">The head.</param>
/// <param name="Curve">One row per epoch, where the head has epochs.</param>
public sealed record TrainedHead(IHead Head, IReadOnlyList<EpochRecord> Curve);

/// <summary>One epoch of training; validation figures are absent without a validation share. Accuracy is 0..1, loss in nats.</summary>
public sealed record EpochRecord(
    int Epoch, double LearningRate, double TrainingLoss, double TrainingAccuracy, double? ValidationLoss = null, double? ValidationAccuracy = null);
