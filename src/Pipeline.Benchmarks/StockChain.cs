using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;
using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>What ML.NET's documentation shows for the same work: LoadImages, ResizeImages, ExtractPixels, ApplyOnnxModel, with its own choice of threads.</summary>
internal sealed class StockChain
{
    private readonly MLContext _ml = new(seed: 0);
    private readonly TransformerChain<OnnxTransformer> _chain;
    private readonly string _features;

    public StockChain(Backbone backbone, string modelFile)
    {
        int side = backbone.Card.Transform.Crop;
        _features = backbone.Tap.Features;
        var none = _ml.Data.LoadFromEnumerable(Array.Empty<ImagePath>());
        _chain = _ml.Transforms.LoadImages("image", imageFolder: "", nameof(ImagePath.Path))
            .Append(_ml.Transforms.ResizeImages("resized", side, side, "image", ImageResizingEstimator.ResizingKind.IsoCrop))
            .Append(_ml.Transforms.ExtractPixels(backbone.Tap.Input, "resized", interleavePixelColors: false, offsetImage: 117, scaleImage: 1 / 58f))
            .Append(_ml.Transforms.ApplyOnnxModel(new OnnxOptions
            {
                ModelFile = modelFile,
                InputColumns = [backbone.Tap.Input],
                OutputColumns = [_features, backbone.Tap.Logits],
                ShapeDictionary = new Dictionary<string, int[]> { [backbone.Tap.Input] = [1, 3, side, side] },
            }))
            .Fit(none);
    }

    /// <returns>Core-milliseconds per image.</returns>
    public CoreMs Run(IReadOnlyList<string> paths)
    {
        var view = _chain.Transform(_ml.Data.LoadFromEnumerable(paths.Select(path => new ImagePath { Path = path })));
        var start = Moment.Now();
        int rows = view.GetColumn<float[]>(_features).Count();
        return start.Until(Moment.Now(), rows);
    }

    internal sealed class ImagePath
    {
        public string Path { get; set; } = "";
    }
}
