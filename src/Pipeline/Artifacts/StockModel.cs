using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Pipeline.Backbones;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Artifacts;

/// <summary>
/// A network and a head as a chain of ML.NET's own transforms, from an image's path to a label: what loads in any program that has
/// Microsoft.ML, .ImageAnalytics, .OnnxTransformer and .OnnxRuntime.
/// </summary>
internal static class StockModel
{
    public const string ImagePath = nameof(PhotoRow.ImagePath);
    private const string Image = nameof(Image);

    /// <summary>Writes the zip: <c>ImagePath</c> in, <c>PredictedLabel</c> (text) and <c>Score</c> (a vector whose slots are named by labels) out.</summary>
    /// <param name="backbone">The frozen network.</param>
    /// <param name="head">A head that <see cref="OnnxHead.CanExpress"/>.</param>
    /// <param name="file">The zip.</param>
    /// <param name="scratch">Folder for the graph, which ML.NET takes from a file only.</param>
    /// <exception cref="PipelineException">Nodes cannot be added to this network, or the file cannot be written.</exception>
    public static void Write(Backbone backbone, IHead head, string file, string scratch)
    {
        var ml = new MLContext(seed: 0);
        var answer = StockAnswer.Fit(ml, head.Space.Answers);
        using var onnx = new ScratchFile(scratch, ".onnx");
        string logits = "";
        onnx.Write(stream => logits = new OnnxModel(backbone).WriteFromPixels(head, answer.Factor, stream));
        var none = ml.Data.LoadFromEnumerable(Array.Empty<PhotoRow>());
        using var photo = Photo(ml, backbone.Transform, onnx.Path, [logits]).Append(ml.Transforms.CopyColumns(StockAnswer.Features, logits)).Fit(none);
        var chain = new TransformerChain<ITransformer>([.. photo, .. answer.Transformers]);
        WholeFile.Write(file, stream => ml.Model.Save(chain, none.Schema, stream));
    }

    /// <summary>Loads, resizes so that the shorter side fits, cuts the middle square, and runs a graph.</summary>
    public static EstimatorChain<ITransformer> Photo(MLContext ml, TransformSpec transform, string onnxFile, string[] outputs)
    {
        int side = OnnxPhotoInput.SideOf(transform);
        return new EstimatorChain<ITransformer>()
            .Append(ml.Transforms.LoadImages(Image, imageFolder: "", ImagePath))
            .Append(ml.Transforms.ResizeImages(Image, side, side, resizing: ImageResizingEstimator.ResizingKind.IsoCrop, cropAnchor: ImageResizingEstimator.Anchor.Center))
            .Append(ml.Transforms.ExtractPixels(OnnxPhotoInput.Name, Image))
            .Append<ITransformer>(ml.Transforms.ApplyOnnxModel(outputs, [OnnxPhotoInput.Name], onnxFile));
    }
}

/// <summary>What a chain of stock transforms reads.</summary>
internal sealed class PhotoRow
{
    public string ImagePath { get; set; } = "";
}
