using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration;
using Pipeline.Heads;
using Pipeline.Heads.MlNet;

namespace Pipeline.Tests.Heads;

public sealed class SoftmaxEstimatorTests
{
    private static readonly SyntheticFeatures Data = new(classes: 3, perClass: 10, dimension: 6, noise: 0.5);
    private static readonly SoftmaxHeadConfig Config = new(Epochs: 20);

    [Fact]
    public void In_a_pipeline_it_scores_as_the_plain_head_does()
    {
        var context = new MLContext(1);
        IDataView view = View(context);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", "Name", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(new SoftmaxEstimator(context, Config, seed: 3))
            .Append(context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"));
        IDataView scored = pipeline.Fit(view).Transform(view);

        ScoreTable plain = Trainers.For(Config).Fit(Data.Training(..), null, 3, CancellationToken.None).Head.Predict(Data.HeldOut(..));
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        string[] answers = [.. scored.GetColumn<string>("Answer")];
        for (int i = 0; i < plain.Count; i++)
        {
            Assert.All(plain.Row(i).ToArray().Zip(scores[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.Equal(Data.Labels[plain.Top(i, 1)[0]], answers[i]);
        }

        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
        Assert.InRange(metrics.MacroAccuracy, 0.9, 1);
    }

    [Fact]
    public void A_label_that_is_no_key_is_named()
    {
        var context = new MLContext(1);
        IDataView view = context.Transforms.CopyColumns("Label", "Name").Fit(View(context)).Transform(View(context));
        var problem = Assert.Throws<PipelineException>(() => new SoftmaxEstimator(context, Config, seed: 3).Fit(view));
        Assert.StartsWith("The column 'Label' is String, not a key", problem.Message, StringComparison.Ordinal);
    }

    private static IDataView View(MLContext context)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        return context.Data.LoadFromEnumerable(Rows(), schema);
    }

    private static List<Row> Rows()
    {
        var images = Data.HeldOut(..);
        return [.. Data.Truths(..).Select((truth, i) => new Row { Features = images.Features(i).ToArray(), Name = Data.Labels[truth] })];
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
