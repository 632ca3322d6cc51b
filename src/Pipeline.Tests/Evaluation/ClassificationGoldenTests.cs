using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration;
using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

/// <summary>Metrics against scikit-learn's, and against ML.NET's own evaluation of the same answers.</summary>
public sealed class ClassificationGoldenTests
{
    private const double Tolerance = 1e-9;
    private static readonly JsonElement Golden = GoldenStatistics.Of("classification");
    private static readonly double[][] Probabilities =
        [.. Golden.GetProperty("logits").EnumerateArray().Select(row => Softmax([.. row.EnumerateArray().Select(x => x.GetDouble())]))];

    private static readonly int[] Truth = [.. Golden.GetProperty("truth").EnumerateArray().Select(label => label.GetInt32())];

    private static readonly QualityReport Quality = Evaluator.Score(
        [.. Probabilities.Select((scores, image) => Answers.With(Truth[image], scores) with { Image = image, Group = image })],
        Answers.Labels(4), new Top3GradingConfig(), 1);

    [Fact]
    public void Metrics_match_scikit_learn()
    {
        Assert.Equal(Golden.Number("top1"), Quality.Top1, Tolerance);
        Assert.Equal(Golden.Number("top2"), Quality.TopK[1].Accuracy, Tolerance);
        Assert.Equal(Golden.Number("log_loss"), Quality.Calibration!.LogLoss, Tolerance);
        Assert.Equal(Golden.Number("brier"), Quality.Calibration.Brier, Tolerance);
        Assert.Equal(Golden.Number("ece_15_equal_width_bins"), Quality.Calibration.ExpectedCalibrationError, Tolerance);
        Assert.Equal(Golden.Number("macro_f1"), Quality.MacroF1!.Value, Tolerance);
        Assert.Equal(Golden.Number("balanced_accuracy"), Quality.BalancedAccuracy!.Value, Tolerance);
        Assert.Equal(Golden.Number("cohen_kappa"), Quality.CohenKappa!.Value, Tolerance);
    }

    [Fact]
    public void Classes_match_scikit_learn()
    {
        Assert.Equal(Golden.GetProperty("confusion").Deserialize<int[][]>(), Quality.Confusion.Counts);
        Assert.Equal(Golden.Numbers("support"), Quality.Classes.Select(label => (double)label.Support));
        AssertNear(Golden.Numbers("precision"), Quality.Classes.Select(label => label.Precision));
        AssertNear(Golden.Numbers("recall"), Quality.Classes.Select(label => label.Recall));
        AssertNear(Golden.Numbers("f1"), Quality.Classes.Select(label => label.F1));
    }

    /// <summary>ML.NET holds scores as 32-bit floats, hence 1e-6.</summary>
    [Fact]
    public void Metrics_match_ML_NET()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Probabilities.Select((scores, i) => new Scored
        {
            Label = (uint)Truth[i],
            PredictedLabel = (uint)Array.IndexOf(scores, scores.Max()),
            Score = [.. scores.Select(score => (float)score)],
        }));
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(rows, topKPredictionCount: 4);
        Assert.Equal(metrics.MicroAccuracy, Quality.Top1, 1e-6);
        Assert.Equal(metrics.MacroAccuracy, Quality.BalancedAccuracy!.Value, 1e-6);
        Assert.Equal(metrics.LogLoss, Quality.Calibration!.LogLoss, 1e-6);
        AssertNear([.. metrics.TopKAccuracyForAllK], Quality.TopK.Select(top => (double?)top.Accuracy), 1e-6);
        AssertNear([.. metrics.ConfusionMatrix.PerClassPrecision], Quality.Classes.Select(label => label.Precision), 1e-6);
        AssertNear([.. metrics.ConfusionMatrix.PerClassRecall], Quality.Classes.Select(label => label.Recall), 1e-6);
        Assert.Equal(metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count)), Quality.Confusion.Counts);
    }

    private static void AssertNear(double[] expected, IEnumerable<double?> actual, double tolerance = Tolerance) =>
        Assert.All(expected.Zip(actual.ToArray(), (a, b) => (a, b)), pair => Assert.Equal(pair.a, pair.b!.Value, tolerance));

    private static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }

    private sealed class Scored
    {
        [KeyType(4)]
        public uint Label { get; set; }

        [KeyType(4)]
        public uint PredictedLabel { get; set; }

        [VectorType(4)]
        public float[] Score { get; set; } = [];
    }
}
