using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;

namespace Pipeline.Tests.Exports;

public sealed class StockModelTests
{
    [Fact]
    public void Any_ml_net_program_loads_the_zip_and_gets_a_label_and_named_scores()
    {
        using var study = new TinyStudy();
        var (labels, scores, slots) = Load(study, study.Fit(new SoftmaxHeadConfig()));

        Assert.Equal(["Känguru", "fox", "sea horse"], slots);
        Assert.Equal(study.Scan.Images.Select(image => study.Scan.Labels[image.Label]), labels);
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 1e-5));
        Assert.All(scores.Zip(labels), pair => Assert.Equal(pair.First.Max(), pair.First[slots.IndexOf(pair.Second)]));
    }

    [Fact]
    public void A_head_without_probabilities_ranks_the_same()
    {
        using var study = new TinyStudy();
        var (labels, _, _) = Load(study, study.Fit(new LinearSvmHeadConfig(Calibration: ScoreCalibration.None)));

        Assert.Equal(study.Scan.Images.Select(image => study.Scan.Labels[image.Label]), labels);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void The_last_step_hands_probabilities_through(int count)
    {
        var ml = new MLContext(seed: 0);
        var answer = StockAnswer.Fit(ml, new LabelSet(Enumerable.Range(0, count).Select(k => $"label {k}")));
        var random = new Random(3);
        float[] logits = [.. Enumerable.Range(0, count).Select(_ => (float)(20 * random.NextDouble()))];
        double sum = logits.Sum(z => Math.Exp(z));
        float[] probabilities = [.. logits.Select(z => (float)(Math.Exp(z) / sum))];
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, count);
        var rows = ml.Data.LoadFromEnumerable([new Row { Features = [.. probabilities.Select(p => MathF.Log(p) * answer.Factor)] }], schema);

        var result = answer.Transformers.Aggregate(rows, (data, transformer) => transformer.Transform(data));

        float[] scores = [.. result.GetColumn<float[]>("Score").Single()];
        Assert.All(scores.Zip(probabilities), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.Equal($"label {probabilities.IndexOf(probabilities.Max())}", result.GetColumn<string>("PredictedLabel").Single());
    }

    [Fact]
    public void A_square_picture_of_the_right_size_is_seen_as_the_pipeline_sees_it()
    {
        // 32 x 32 needs no resizing by either, so only decoding and the graph are left to differ.
        using var study = new TinyStudy();
        IHead head = study.Fit(new SoftmaxHeadConfig());
        var features = StockNetwork.Extract(study.Backbone, study.Data, study.Scan.Images, study.Folder, new Progress<Progress>(), CancellationToken.None);

        Assert.All(features, Assert.NotNull);
        for (int i = 0; i < study.Scan.Images.Count; i++)
        {
            Assert.Equal(study.Images.Features.Features(i).ToArray(), features[i]!.Features(0).ToArray(), new Within(0.25f));
        }
    }

    [Fact]
    public void What_ml_net_cannot_load_is_counted_not_thrown()
    {
        using var study = new TinyStudy();
        File.WriteAllText(Path.Combine(study.Data, "fox", "0.png"), "no picture");

        var features = StockNetwork.Extract(study.Backbone, study.Data, study.Scan.Images, study.Folder, new Progress<Progress>(), CancellationToken.None);

        Assert.Single(features, row => row is null);
    }

    [Fact]
    public void Nothing_but_the_zip_is_left()
    {
        using var study = new TinyStudy();
        string scratch = Path.Combine(study.Folder, "scratch");

        StockModel.Write(study.Backbone, study.Fit(new SoftmaxHeadConfig()), Path.Combine(study.Folder, "model.zip"), scratch);

        Assert.Empty(Directory.GetFiles(scratch));
    }

    private static (IReadOnlyList<string> Labels, IReadOnlyList<float[]> Scores, IList<string> Slots) Load(TinyStudy study, IHead head)
    {
        string zip = Path.Combine(study.Folder, "model.zip");
        StockModel.Write(study.Backbone, head, zip, study.Folder);
        var ml = new MLContext();
        var model = ml.Model.Load(zip, out _);
        var result = model.Transform(ml.Data.LoadFromEnumerable(study.Scan.Images.Select(image => new Photo { ImagePath = study.Scan.FullPath(image) })));
        VBuffer<ReadOnlyMemory<char>> slots = default;
        result.Schema["Score"].GetSlotNames(ref slots);
        return ([.. result.GetColumn<string>("PredictedLabel")], [.. result.GetColumn<float[]>("Score")], [.. slots.DenseValues().Select(name => name.ToString())]);
    }

    private sealed class Photo
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Within(float tolerance) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(float value) => 0;
    }
}
