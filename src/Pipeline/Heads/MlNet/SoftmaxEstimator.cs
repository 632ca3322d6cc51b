using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads.Softmax;

namespace Pipeline.Heads.MlNet;

/// <summary>
/// Our softmax as an estimator among ML.NET's: takes the columns <c>Features</c> (vector of float) and <c>Label</c> (key), adds <c>Score</c>
/// (probabilities, <c>[K]</c>) and <c>PredictedLabel</c> (key with the label's values). As every custom mapping, its transformer cannot be saved to a zip.
/// </summary>
/// <param name="context">ML.NET's context.</param>
/// <param name="config">The head.</param>
/// <param name="seed">Seed of the fit.</param>
internal sealed class SoftmaxEstimator(MLContext context, SoftmaxHeadConfig config, int seed) : IEstimator<ITransformer>
{
    /// <exception cref="PipelineException">As for every softmax fit.</exception>
    public ITransformer Fit(IDataView input)
    {
        LabelSet labels = Labels(input.Schema[nameof(Row.Label)]);
        float[][] features = [.. input.GetColumn<float[]>(nameof(Row.Features))];
        int[] truths = [.. input.GetColumn<uint>(nameof(Row.Label)).Select(Index)];
        var table = new FeatureTable([.. features.SelectMany(x => x)], features[0].Length, [], 0);
        var training = new TrainingFeatures(table, [.. Enumerable.Range(0, truths.Length)], truths, labels);
        IHead head = new SoftmaxTrainer(config).Fit(training, validation: null, seed, CancellationToken.None).Head;
        return Mapping(labels, table.Dimension, (row, answer) => Answer(head, row, answer)).Fit(input);
    }

    /// <summary>A shape names kinds of columns, not sizes: two stand-in labels have the same as any other.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        Mapping(new LabelSet(["a", "b"]), dimension: 0, (_, _) => throw new InvalidOperationException("A schema does not predict.")).GetOutputSchema(inputSchema);

    private CustomMappingEstimator<Row, Prediction> Mapping(LabelSet labels, int dimension, Action<Row, Prediction> map)
    {
        var input = SchemaDefinition.Create(typeof(Row), SchemaDefinition.Direction.Read);
        input.Remove(input[nameof(Row.Label)]);
        input[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimension);
        return context.Transforms.CustomMapping(map, contractName: null, input, Output(labels));
    }

    private static SchemaDefinition Output(LabelSet labels)
    {
        var output = SchemaDefinition.Create(typeof(Prediction));
        output[nameof(Prediction.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels.Count);
        output[nameof(Prediction.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        ReadOnlyMemory<char>[] names = [.. labels.Names.Select(name => name.AsMemory())];
        output[nameof(Prediction.PredictedLabel)].AddAnnotation(
            "KeyValues", new VBuffer<ReadOnlyMemory<char>>(names.Length, names), new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return output;
    }

    private static void Answer(IHead head, Row row, Prediction answer)
    {
        ScoreTable scores = head.Predict(new HeldOutFeatures(new FeatureTable(row.Features, row.Features.Length, [], 0), [0]));
        answer.Score = [.. scores.Row(0).ToArray().Select(score => (float)score)];
        answer.PredictedLabel = (uint)scores.Top(0, 1)[0];
    }

    /// <summary>Keys count from 1 in a view; 0 is a missing one.</summary>
    private static int Index(uint key) => key > 0 ? (int)key - 1 : throw new PipelineException("A row has no label: filter such rows out before fitting.");

    private static LabelSet Labels(DataViewSchema.Column label)
    {
        if (label.Type is not KeyDataViewType { Count: > 0 } key)
        {
            throw new PipelineException($"The column '{label.Name}' is {label.Type}, not a key of known size: map it with MapValueToKey first.");
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        if (label.Annotations.Schema.GetColumnOrNull("KeyValues") is { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            label.GetKeyValues(ref names);
        }

        return names.Length > 0
            ? new LabelSet(names.DenseValues().Select(name => name.ToString()))
            : new LabelSet(Enumerable.Range(0, (int)key.Count).Select(i => $"{i}"));
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];

        /// <summary>Index of the label; ML.NET adds the 1 that keys count from.</summary>
        public uint PredictedLabel { get; set; }
    }
}
