using Microsoft.ML;
using Pipeline.Vision;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionChild;

public sealed class MlNetModelTests : IDisposable
{
    private static readonly ModelCard s_card = new(
        VisionProtocol.Version, new("stand-in", "1", []), ChildSample.Options(new ConstantRate()), ChildSample.Labels, 0, "");

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_are_in_the_order_of_the_labels()
    {
        using var model = Trained();

        Assert.Equal([0, 1, 2, 1, 0], new[] { 0, 1, 2, 1, 0 }.Select(label => BestOf(model.Scores(ChildSample.ImageOf(label)))));
    }

    [Fact]
    public void A_model_that_was_saved_answers_as_it_did()
    {
        using var model = Trained();
        string file = Path.Combine(_folder.Path, "model.zip");
        model.Save(file);
        using var loaded = MlNetModel.Load(file, s_card);

        Assert.All(Enumerable.Range(0, 3), label => Assert.Equal(model.Scores(ChildSample.ImageOf(label)), loaded.Scores(ChildSample.ImageOf(label))));
    }

    [Fact]
    public void A_model_that_was_saved_tells_any_program_the_names_of_its_labels()
    {
        using var model = Trained();
        string file = Path.Combine(_folder.Path, "model.zip");
        model.Save(file);

        var elsewhere = new MLContext();
        using var engine = elsewhere.Model.CreatePredictionEngine<EncodedRow, Answer>(elsewhere.Model.Load(file, out var takes));

        Assert.Equal([ImageRows.Image], takes.Select(column => column.Name));
        Assert.Equal("bär", engine.Predict(new EncodedRow { Image = ChildSample.ImageOf(1) }).PredictedLabel);
    }

    [Fact]
    public void A_model_of_other_labels_than_its_card_is_refused()
    {
        using var model = Trained();
        string file = Path.Combine(_folder.Path, "model.zip");
        model.Save(file);

        var refusal = Assert.Throws<VisionException>(() => MlNetModel.Load(file, s_card with { Labels = ["bär", "fuchs", "katze"] }));

        Assert.Contains("knows other classes (fuchs, bär, katze)", refusal.Message, StringComparison.Ordinal);
    }

    private static int BestOf(float[] scores) => Array.IndexOf(scores, scores.Max());

    private MlNetModel Trained() =>
        MlNetModel.Of(_ml, ChildSample.Train(_ml, new ImageRows(_ml, ChildSample.Labels), ChildSample.Files(_folder.Path)), ChildSample.Labels);

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";
    }
}
