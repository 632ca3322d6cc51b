using Pipeline.Backbones;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>How often ML.NET's own decoding and resizing lead to the same first label as ours, on held-out images.</summary>
/// <param name="Images">Held-out images asked about, spread over the classes.</param>
/// <param name="Agreeing">Images with the same first label.</param>
/// <param name="Unreadable">Images that ML.NET cannot load at all; they do not agree.</param>
internal sealed record ExportAgreement(int Images, int Agreeing, int Unreadable)
{
    /// <summary>Below this share an exported zip is another model than the one that was scored.</summary>
    public const double Enough = 0.95;

    /// <summary>0..1.</summary>
    public double Share => (double)Agreeing / Images;
}

/// <summary>
/// Measures <see cref="ExportAgreement"/>. The pixels differ, not the heads: so the network sees each image once through ML.NET's transforms in the life of a
/// process, and the heads of each run answer from those features as the exported graph would. Safe for concurrent use.
/// </summary>
/// <param name="scratch">Folder for a file that is gone afterwards.</param>
internal sealed class ExportAgreementCheck(string scratch)
{
    private readonly Dictionary<(string Network, string Path, string Hash), FeatureTable?> _extracted = [];

    /// <param name="backbone">The frozen network.</param>
    /// <param name="folds">Each image is asked of the first head that has not seen it.</param>
    /// <param name="scan">The images.</param>
    /// <param name="count">Images to ask about at most; 0 measures nothing.</param>
    /// <returns>Null when nothing is to be measured, or the head cannot be exported.</returns>
    public ExportAgreement? Measure(
        Backbone backbone, IReadOnlyList<FoldOutcome> folds, ScannedImages scan, int count, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (count == 0 || !folds.All(fold => fold.Trained is TrainedHead trained && OnnxHead.CanExpress(trained.Head)))
        {
            return null;
        }

        var heldOut = folds.SelectMany(fold => fold.Fold.Test.Select((image, row) => (image, fold, row))).DistinctBy(each => each.image);
        var asked = LatencyBenchmark.Spread([.. heldOut.OrderBy(each => each.image)], count);
        var stock = Extract(backbone, scan.Root, [.. asked.Select(each => scan.Images[each.image])], progress, cancellation);
        int agreeing = asked.Zip(stock).Count(pair => pair.Second is { } row && Agrees(pair.First.fold, pair.First.row, row));
        return new ExportAgreement(asked.Count, agreeing, stock.Count(row => row is null));
    }

    private static bool Agrees(FoldOutcome fold, int row, FeatureTable stock) =>
        ((TrainedHead)fold.Trained).Head.Predict(new HeldOutFeatures(stock, [0])).Top(0, 1)[0] == fold.Scores.Top(row, 1)[0];

    /// <returns>Per image its features, a table of one row; null where ML.NET cannot load it.</returns>
    private FeatureTable?[] Extract(Backbone backbone, string root, IReadOnlyList<LabeledImage> images, IProgress<Progress> progress, CancellationToken cancellation)
    {
        // Whoever comes second waits for the first, and finds most images there: splits of other seeds hold out others of the same data set.
        lock (_extracted)
        {
            string network = $"{backbone.Card.Sha256}|{backbone.Transform.Key}|{root}";
            LabeledImage[] missing = [.. images.Where(image => !_extracted.ContainsKey(Key(image)))];
            if (missing.Length > 0)
            {
                var rows = StockNetwork.Extract(backbone, root, missing, scratch, progress, cancellation);
                foreach (var (image, row) in missing.Zip(rows))
                {
                    _extracted[Key(image)] = row;
                }
            }

            return [.. images.Select(image => _extracted[Key(image)])];

            (string, string, string) Key(LabeledImage image) => (network, image.Path, image.ContentHash);
        }
    }
}
