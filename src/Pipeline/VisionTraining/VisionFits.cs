using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>What came of all trainings of an experiment.</summary>
/// <param name="Folds">One model per fold, asked only about images that it has not seen.</param>
/// <param name="Kept">The model trained on everything.</param>
internal sealed record VisionOutcome(IReadOnlyList<FoldOutcome> Folds, VisionModel Kept);

/// <summary>
/// Every fold of a split trained by another program, and the model that is kept. One training after the other, whatever the number of cores: each takes
/// all of them, and gigabytes. Nothing is held out but by the split: the program is handed training and validation images with their labels, and those
/// held out without.
/// </summary>
/// <param name="source">What trains.</param>
/// <param name="config">The head.</param>
/// <param name="scan">The images.</param>
/// <param name="decoding">What decodes.</param>
internal sealed class VisionFits(VisionSource source, MlNetVisionHeadConfig config, ScannedImages scan, DecodePolicy decoding)
{
    /// <summary>The model that is kept has this exchange folder.</summary>
    private const string Final = "final";

    /// <param name="split">Who may see what.</param>
    /// <param name="seed">The experiment's.</param>
    /// <param name="folder">Scratch: images, requests, results. Nothing of it is needed but the folder of the model that is kept.</param>
    /// <param name="log">Hears what the program said beside the protocol.</param>
    /// <exception cref="PipelineException">A training failed for a reason that the user can mend.</exception>
    public VisionOutcome Run(DatasetSplit split, int seed, string folder, Action<string, string> log, IProgress<Progress> progress, CancellationToken cancellation)
    {
        source.Network.PlaceIn(Path.Combine(folder, VisionProtocol.NetworkFolder));
        var images = HandedImages.Write(scan, decoding, Path.Combine(folder, "images"), progress, cancellation);
        var process = new TrainingProcess(source, log);
        List<FoldOutcome> folds = [];
        foreach (var (i, fold) in split.Folds.Index())
        {
            string own = Path.Combine(folder, FormattableString.Invariant($"repeat-{fold.Repeat}-fold-{fold.Index}"));
            var request = Request(images, folder, fold.Train, fold.Validation, fold.Test, FitSeed.Of(seed, fold.Repeat, fold.Index));
            var trained = process.Run(own, request, $"training {i + 1} of {split.Folds.Count + 1}", progress, cancellation);
            folds.Add(new FoldOutcome(fold, new VisionModel(trained, own), Scores(trained)));

            // A model is as large as its network: those of the folds have answered, and go.
            Directory.Delete(own, recursive: true);
        }

        var (training, validation) = FinalFit.Parts(split, scan.Images.Count);
        string kept = Path.Combine(folder, Final);
        var final = process.Run(
            kept, Request(images, folder, training, validation, [], FitSeed.OfFinal(seed)), $"training {split.Folds.Count + 1} of {split.Folds.Count + 1}", progress, cancellation);
        return new VisionOutcome(folds, new VisionModel(final, kept));
    }

    private TrainingRequest Request(HandedImages images, string folder, int[] training, int[] validation, int[] heldOut, int seed) => new(
        VisionProtocol.Version, RequestOptions.Of(config, seed), scan.Labels.Names, Rows(images, training), Rows(images, validation), [.. heldOut.Select(image => images[image])], folder);

    private LabeledFile[] Rows(HandedImages images, int[] rows) => [.. rows.Select(image => new LabeledFile(images[image], scan.Images[image].Label))];

    private static ScoreTable Scores(TrainedOutcome trained) =>
        new([.. trained.Scores.SelectMany(row => row.Select(score => (double)score))], trained.Card.Labels.Count, areProbabilities: true);
}
