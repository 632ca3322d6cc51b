using Pipeline.Backbones;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Features;
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
/// process, and the heads of each run answer from those features as the exported graph would.
/// </summary>
/// <param name="scratch">Folder for a file that is gone afterwards.</param>
internal sealed class ExportAgreementCheck(string scratch)
{
    private readonly Dictionary<string, StockFeatures> _extracted = new(StringComparer.Ordinal);

    /// <param name="backbone">The frozen network.</param>
    /// <param name="folds">Each image is asked of the first head that has not seen it.</param>
    /// <param name="scan">The images.</param>
    /// <param name="count">Images to ask about at most; 0 measures nothing.</param>
    /// <returns>Null when nothing is to be measured, or the head cannot be exported.</returns>
    public ExportAgreement? Measure(
        Backbone backbone, IReadOnlyList<FoldOutcome> folds, ScannedImages scan, int count, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (count == 0 || !folds.All(fold => OnnxHead.CanExpress(fold.Trained.Head)))
        {
            return null;
        }

        var heldOut = folds.SelectMany(fold => fold.Fold.Test.Select((image, row) => (image, fold, row))).DistinctBy(each => each.image);
        var asked = LatencyBenchmark.Spread([.. heldOut.OrderBy(each => each.image)], count);
        var stock = Extract(backbone, scan.Root, [.. asked.Select(each => scan.Images[each.image])], progress, cancellation);
        int agreeing = Enumerable.Range(0, asked.Count).Count(i => stock.IsRead[i] && Agrees(asked[i].fold, asked[i].row, stock.Table, i));
        return new ExportAgreement(asked.Count, agreeing, stock.IsRead.Count(read => !read));
    }

    private static bool Agrees(FoldOutcome fold, int row, FeatureTable stock, int stockRow) =>
        fold.Trained.Head.Predict(new HeldOutFeatures(stock, [stockRow])).Top(0, 1)[0] == fold.Scores.Top(row, 1)[0];

    private StockFeatures Extract(Backbone backbone, string root, IReadOnlyList<LabeledImage> images, IProgress<Progress> progress, CancellationToken cancellation)
    {
        string key = $"{backbone.Card.Sha256}|{backbone.Transform.Key}|{root}|{string.Join(',', images.Select(image => $"{image.Path}:{image.ContentHash}"))}";
        if (!_extracted.TryGetValue(key, out var stock))
        {
            stock = _extracted[key] = StockNetwork.Extract(backbone, root, images, scratch, progress, cancellation);
        }

        return stock;
    }
}
