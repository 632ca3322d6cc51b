using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Pipeline.Datasets;

namespace Pipeline.Artifacts;

/// <summary>
/// Probabilities into <c>PredictedLabel</c> and a <c>Score</c> whose slots are named. None of ML.NET's transforms does that, but its classifiers do; so one of
/// them, taught one row per label, stands at the end and hands the probabilities through: after any number of full-batch steps from zero, its weights
/// are <c>a</c> on the diagonal and <c>c</c> beside it, because no label differs from another. Its softmax over <c>log(p) / (a - c)</c> is then p again.
/// </summary>
internal sealed class StockAnswer
{
    public const string Features = nameof(LabelRow.Features);
    private const int Steps = 3;

    private StockAnswer(float factor, IReadOnlyList<ITransformer> transformers) => (Factor, Transformers) = (factor, transformers);

    /// <summary><c>1 / (a - c)</c>: what logarithms of probabilities are multiplied by before they come here.</summary>
    public float Factor { get; }

    /// <summary>From <see cref="Features"/>, <c>[1, K]</c>, to the two columns.</summary>
    public IReadOnlyList<ITransformer> Transformers { get; }

    public static StockAnswer Fit(MLContext ml, LabelSet labels)
    {
        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, labels.Count).Select(k => new LabelRow(labels, k)), Schema(labels.Count));
        var keys = ml.Transforms.Conversion.MapValueToKey(nameof(LabelRow.Label)).Fit(rows);
        var options = new LbfgsMaximumEntropyMulticlassTrainer.Options { L1Regularization = 0, L2Regularization = 1e-3f, MaximumNumberOfIterations = Steps, NumberOfThreads = 1 };
        var data = keys.Transform(rows);
        var classifier = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options).Fit(data);
        VBuffer<float>[] weights = [];
        classifier.Model.GetWeights(ref weights, out _);
        float[] first = [.. weights[0].DenseValues()];
        var names = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(data));
        return new StockAnswer(1 / (first[0] - first[1]), [classifier, names]);
    }

    private static SchemaDefinition Schema(int labels)
    {
        var schema = SchemaDefinition.Create(typeof(LabelRow));
        schema[nameof(LabelRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, labels);
        return schema;
    }

    private sealed class LabelRow
    {
        public LabelRow(LabelSet labels, int k)
        {
            // Sparse: the steps of a thousand labels then take milliseconds.
            (Label, Features) = (labels[k], new VBuffer<float>(labels.Count, 1, [1f], [k]));
        }

        public string Label { get; }

        public VBuffer<float> Features { get; }
    }
}
