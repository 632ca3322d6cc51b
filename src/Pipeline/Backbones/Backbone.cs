using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Pipeline.Imaging;

namespace Pipeline.Backbones;

/// <summary>A frozen network whose weights were found and checked.</summary>
/// <param name="card">Facts about the weights.</param>
/// <param name="tap">Where features and class scores come out.</param>
/// <param name="modelFile">The ONNX file with the features among its outputs.</param>
internal sealed class Backbone(BackboneCard card, FeatureTap tap, string modelFile)
{
    public BackboneCard Card => card;

    public TransformSpec Transform { get; } = card.Transform.ToSpec();

    /// <summary>Where features and class scores come out.</summary>
    public FeatureTap Tap => tap;

    /// <summary>The network as a file, with the features among its outputs.</summary>
    public string ModelFile => modelFile;

    public int Dimension => tap.Dimension;

    public int ClassCount => tap.ClassCount;

    /// <summary>One forward pass at a time; a session is not for two threads at once.</summary>
    /// <param name="threads">Threads inside one forward pass; 0 takes every core.</param>
    public BackboneSession Open(int threads) => new(card, tap, modelFile, threads);
}

/// <summary>The loaded network, through ML.NET's <see cref="OnnxTransformer"/>.</summary>
internal sealed class BackboneSession : IDisposable
{
    private readonly PredictionEngine<PixelRow, NetworkRow> _engine;
    private readonly PixelRow _input;
    private NetworkRow _output = new();

    public BackboneSession(BackboneCard card, FeatureTap tap, string modelFile, int threads)
    {
        int side = card.Transform.Crop;
        _input = new PixelRow { Pixels = new float[3 * side * side] };
        var inputs = SchemaDefinition.Create(typeof(PixelRow));
        Rename(inputs, nameof(PixelRow.Pixels), tap.Input, new VectorDataViewType(NumberDataViewType.Single, 3, side, side));
        var outputs = SchemaDefinition.Create(typeof(NetworkRow));
        Rename(outputs, nameof(NetworkRow.Features), tap.Features, new VectorDataViewType(NumberDataViewType.Single, tap.Dimension));
        Rename(outputs, nameof(NetworkRow.Logits), tap.Logits, new VectorDataViewType(NumberDataViewType.Single, tap.ClassCount));

        var ml = new MLContext(seed: 0);
        var options = new OnnxOptions
        {
            ModelFile = modelFile,
            InputColumns = [tap.Input],
            OutputColumns = [tap.Features, tap.Logits],
            ShapeDictionary = new Dictionary<string, int[]> { [tap.Input] = [1, 3, side, side] },
            InterOpNumThreads = 1,
            IntraOpNumThreads = threads == 0 ? Environment.ProcessorCount : threads,
        };
        var transformer = ml.Transforms.ApplyOnnxModel(options).Fit(ml.Data.LoadFromEnumerable(Array.Empty<PixelRow>(), inputs));
        _engine = ml.Model.CreatePredictionEngine<PixelRow, NetworkRow>(transformer, inputSchemaDefinition: inputs, outputSchemaDefinition: outputs);
    }

    /// <summary>The tensor to fill before <see cref="Run"/>: normalised RGB, <c>[3, H, W]</c>, row-major.</summary>
    public Span<float> Pixels => _input.Pixels;

    /// <summary>Features, <c>[D]</c>, of the last run.</summary>
    public ReadOnlySpan<float> Features => _output.Features;

    /// <summary>Class scores before softmax, <c>[C]</c>, of the last run.</summary>
    public ReadOnlySpan<float> Logits => _output.Logits;

    public void Run() => _engine.Predict(_input, ref _output);

    public void Dispose() => _engine.Dispose();

    private static void Rename(SchemaDefinition schema, string member, string column, DataViewType type)
    {
        var definition = schema[member];
        definition.ColumnName = column;
        definition.ColumnType = type;
    }

    private sealed class PixelRow
    {
        public float[] Pixels = [];
    }

    private sealed class NetworkRow
    {
        public float[] Features = [];
        public float[] Logits = [];
    }
}
