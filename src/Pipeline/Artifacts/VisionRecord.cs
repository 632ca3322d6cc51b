using Pipeline.Evaluation;
using Pipeline.Vision.Protocol;
using Pipeline.VisionTraining;

namespace Pipeline.Artifacts;

/// <summary>Who trained a run's models, where that was another program, and what it did in the end.</summary>
/// <param name="Trainer">Who, with all versions: read from the assembly that trained.</param>
/// <param name="Program">Its file.</param>
/// <param name="Network">File name of the pretrained network.</param>
/// <param name="Options">What the training of the kept model did, after whatever was clamped.</param>
/// <param name="Clamped">What was changed of the options in any training, one line each.</param>
/// <param name="ModelSha256">Of <c>model.zip</c>.</param>
/// <param name="TrainMs">Wall time of each training, the folds in order, then the kept model.</param>
internal sealed record VisionRecord(
    TrainerIdentity Trainer, string Program, string Network, TrainerOptions Options, IReadOnlyList<string> Clamped, string ModelSha256, IReadOnlyList<double> TrainMs)
{
    public static VisionRecord Of(VisionSource source, IReadOnlyList<FoldOutcome> folds, VisionModel kept)
    {
        VisionModel[] all = [.. folds.Select(fold => (VisionModel)fold.Trained), kept];
        var card = kept.Outcome.Card;
        return new VisionRecord(
            card.Trainer, source.Program, source.Network.Card.File, card.Options, [.. all.SelectMany(model => model.Outcome.Clamped).Distinct(StringComparer.Ordinal)], card.Sha256,
            [.. all.Select(model => model.Outcome.Times.TrainMs)]);
    }
}
