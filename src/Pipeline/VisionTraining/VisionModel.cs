using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>A model of another program, which answers from images.</summary>
/// <param name="Outcome">What the program said of its training.</param>
/// <param name="Folder">Where <c>model.zip</c> and <c>model.json</c> lie.</param>
internal sealed record VisionModel(TrainedOutcome Outcome, string Folder) : TrainedModel(CurveOf(Outcome.Curve))
{
    public override AnswerSpace Space { get; } = AnswerSpace.OfLabels(new LabelSet(Outcome.Card.Labels));

    public override string Shape => ShapeOf(Outcome.Card);

    /// <summary>Who trained, by the name of its assembly, and the number of classes: so the trainer stands wherever a run is described.</summary>
    public static string ShapeOf(ModelCard card) => FormattableString.Invariant($"{card.Trainer.Name}, {card.Labels.Count} classes");

    private static EpochRecord[] CurveOf(IReadOnlyList<EpochFigures> curve) =>
    [
        .. curve.Select(epoch => new EpochRecord(
            epoch.Epoch, epoch.LearningRate ?? double.NaN, epoch.TrainingLoss ?? double.NaN, epoch.TrainingAccuracy ?? double.NaN, epoch.ValidationLoss, epoch.ValidationAccuracy)),
    ];
}
