namespace Pipeline.Vision.Protocol;

/// <summary><c>result.json</c>: how a training ended.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Refusal">One line for the user where nothing came of it; null after a training.</param>
/// <param name="Trained">What came of it; null after a refusal.</param>
public sealed record TrainingResult(int Version, string? Refusal, TrainedOutcome? Trained);

/// <summary>What came of a training.</summary>
/// <param name="Card">Of the model, which lies beside.</param>
/// <param name="Clamped">What the session changed of the options, one line each.</param>
/// <param name="Curve">Epoch by epoch.</param>
/// <param name="Scores">Per held-out image the K scores, a distribution.</param>
/// <param name="Times">How long it took.</param>
public sealed record TrainedOutcome(
    ModelCard Card, IReadOnlyList<string> Clamped, IReadOnlyList<EpochFigures> Curve, IReadOnlyList<float[]> Scores, TrainingTimes Times);

/// <summary><c>model.json</c>: what is to know of a model before it is loaded.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Trainer">Who made it.</param>
/// <param name="Options">What it did in the end, after whatever was clamped.</param>
/// <param name="Labels">Names of the K classes, in the order of the scores.</param>
/// <param name="Bytes">Size of the model.</param>
/// <param name="Sha256">Of the model, lower-case hex.</param>
public sealed record ModelCard(int Version, TrainerIdentity Trainer, TrainerOptions Options, IReadOnlyList<string> Labels, long Bytes, string Sha256);

/// <summary>One epoch. Accuracy is 0..1, loss in nats; null where the trainer says nothing or no number.</summary>
public sealed record EpochFigures(
    int Epoch, double? LearningRate, double? TrainingLoss, double? TrainingAccuracy, double? ValidationLoss, double? ValidationAccuracy);

/// <summary>Wall times of one training, in milliseconds.</summary>
/// <param name="TrainMs">All that the trainer did, from the first image on.</param>
/// <param name="FeaturesMs">Of which the pretrained network's pass over the images took this: until the first epoch was over. Null where no epoch was reported.</param>
/// <param name="PredictMs">Per held-out image, from its encoded bytes to its scores.</param>
public sealed record TrainingTimes(double TrainMs, double? FeaturesMs, IReadOnlyList<double> PredictMs);
