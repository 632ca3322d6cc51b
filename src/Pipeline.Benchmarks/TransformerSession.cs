using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>The same network of one thread through ML.NET: OnnxTransformer behind a prediction engine, in arrays that are used again.</summary>
internal sealed class TransformerSession : IDisposable
{
    private readonly PredictionEngine<PixelRow, NetworkRow> _engine;
    private NetworkRow _output = new();

    public TransformerSession(Backbone backbone, string modelFile)
    {
        int side = backbone.Card.Transform.Crop;
        var tap = backbone.Tap;
        Input = new PixelRow { Pixels = new float[3 * side * side] };
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
            IntraOpNumThreads = 1,
        };
        var transformer = ml.Transforms.ApplyOnnxModel(options).Fit(ml.Data.LoadFromEnumerable(Array.Empty<PixelRow>(), inputs));
        _engine = ml.Model.CreatePredictionEngine<PixelRow, NetworkRow>(transformer, inputSchemaDefinition: inputs, outputSchemaDefinition: outputs);
    }

    public PixelRow Input { get; }

    public float[] Features => _output.Features;

    public void Run() => _engine.Predict(Input, ref _output);

    public void Dispose() => _engine.Dispose();

    private static void Rename(SchemaDefinition schema, string member, string column, DataViewType type)
    {
        var definition = schema[member];
        definition.ColumnName = column;
        definition.ColumnType = type;
    }

    internal sealed class PixelRow
    {
        public float[] Pixels { get; set; } = [];
    }

    internal sealed class NetworkRow
    {
        public float[] Features { get; set; } = [];

        public float[] Logits { get; set; } = [];
    }
}
