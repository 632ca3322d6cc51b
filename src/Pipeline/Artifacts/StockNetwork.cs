using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Backbones;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Artifacts;

/// <summary>A network behind ML.NET's own transforms.</summary>
internal static class StockNetwork
{
    /// <param name="backbone">The frozen network.</param>
    /// <param name="root">The folder that image paths are relative to.</param>
    /// <param name="images">The images.</param>
    /// <param name="scratch">Folder for the graph, which ML.NET takes from a file only.</param>
    /// <returns>Per image its features and logits, a table of one row; null where ML.NET cannot read it.</returns>
    public static FeatureTable?[] Extract(
        Backbone backbone, string root, IReadOnlyList<LabeledImage> images, string scratch, IProgress<Progress> progress, CancellationToken cancellation)
    {
        using var onnx = new ScratchFile(scratch, ".onnx");
        onnx.Write(new OnnxModel(backbone).WriteFeaturesFromPixels);
        using var engine = Open(backbone, onnx.Path);
        var rows = new FeatureTable?[images.Count];
        for (int i = 0; i < images.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            rows[i] = Predict(engine, Path.Combine(root, images[i].Path)) is { } row ? new FeatureTable(row.Features, backbone.Dimension, row.Logits, backbone.ClassCount) : null;
            progress.Report(new Progress("comparing with ML.NET's own image transforms", i + 1, images.Count, "images"));
        }

        return rows;
    }

    private static PredictionEngine<PhotoRow, NetworkRow> Open(Backbone backbone, string onnx)
    {
        var ml = new MLContext(seed: 0);
        var tap = backbone.Tap;
        var photo = StockModel.Photo(ml, backbone.Transform, onnx, [tap.Features, tap.Logits]).Fit(ml.Data.LoadFromEnumerable(Array.Empty<PhotoRow>()));
        var outputs = SchemaDefinition.Create(typeof(NetworkRow));
        outputs[nameof(NetworkRow.Features)].ColumnName = tap.Features;
        outputs[nameof(NetworkRow.Logits)].ColumnName = tap.Logits;
        return ml.Model.CreatePredictionEngine<PhotoRow, NetworkRow>(photo, outputSchemaDefinition: outputs);
    }

    // ML.NET says with whatever exception its decoder throws that it cannot read a file; which files those are is what is asked here.
    private static NetworkRow? Predict(PredictionEngine<PhotoRow, NetworkRow> engine, string path)
    {
        try
        {
            return engine.Predict(new PhotoRow { ImagePath = path });
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IOException)
        {
            return null;
        }
    }

    private sealed class NetworkRow
    {
        public float[] Features { get; set; } = [];

        public float[] Logits { get; set; } = [];
    }
}
