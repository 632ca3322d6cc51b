using System.Text.Json;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionTraining;

/// <summary>The child's side of one training, around a trainer that remembers what it was handed.</summary>
public sealed class TrainingSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new();
    private readonly StringWriter _complained = new() { NewLine = "\n" };
    private readonly Trainer _trainer = new();
    private readonly TrainingRequest _request;

    public TrainingSessionTests()
    {
        Directory.CreateDirectory(_folder["exchange"]);
        Directory.CreateDirectory(_folder["temp", VisionProtocol.NetworkFolder]);
        File.WriteAllText(_folder["temp", VisionProtocol.NetworkFolder, "mobilenet_v2.meta"], "");
        foreach (string name in (string[])["a", "b", "c", "d", "e"])
        {
            File.WriteAllBytes(_folder[$"{name}.jpg"], [0xFF, 0xD8, 0xFF, 0xE0]);
        }

        _request = new TrainingRequest(
            VisionProtocol.Version, new TrainerOptions(VisionArchitecture.MobilenetV2, 3, 2, 0.01, new ExponentialRate(2, 0.94, true), null, 7), ["bär", "cat"],
            [new("../a.jpg", 0), new("../b.jpg", 1)], [], ["../c.jpg", "../d.jpg"], "../temp");
    }

    public void Dispose() => _folder.Dispose();

    private string Exchange => _folder["exchange"];

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"version":7,"options":null}""", "speaks version 7 of the protocol, this program version 1; build both from one state of the sources" },
        { """{"options":null}""", "says no version of the protocol" },
        { "[", "is not what it should be (" },
        { "", "is not what it should be (" },
        { "training:[]", "no training image of class 'bär': hold out fewer images or leave the class out" },
        { "training:null", "is not what it should be (" },
        { "labels:[\"only\"]", "a training needs at least two classes of different names; the request has 1" },
        { "labels:[\"twice\",\"twice\"]", "a training needs at least two classes of different names; the request has 2" },
        { "labels:[\"a\",\"b\",\"c\"]", "no training image of class 'c': hold out fewer images or leave the class out" },
        { "training:[{\"file\":\"../a.jpg\",\"label\":0},{\"file\":\"../b.jpg\",\"label\":2}]", "1 images of the request have a label that it does not name" },
        { "training:[{\"file\":\"../a.jpg\",\"label\":-1},{\"file\":\"../b.jpg\",\"label\":1}]", "1 images of the request have a label that it does not name" },
        { "held_out:[\"../nowhere.jpg\"]", "nowhere.jpg cannot be read: " },
        { "held_out:[\"../text.jpg\"]", "text.jpg is neither JPEG nor PNG" },
        { "temp_folder:\"..\"", "the pretrained network is missing: " },
        { "options.epochs:0", "options.epochs is out of its range" },
        { "options.batch_size:0", "options.batch_size is out of its range" },
        { "options.learning_rate:0", "options.learning_rate is out of its range" },
        { "options.early_stopping:{\"metric\":\"accuracy\",\"min_delta\":0.01,\"patience\":0}", "options.early_stopping is out of its range" },
        { "options.early_stopping:{\"metric\":\"accuracy\",\"min_delta\":0.01,\"patience\":5}", "early stopping needs validation images, and there are none: set split.validation, or leave head.early_stopping away" },
        { "options.architecture:\"resnet_152\"", "is not what it should be (" },
        { "surprise:1", "is not what it should be (" },
    };

    [Fact]
    public void A_training_leaves_its_result_its_model_and_a_card_and_nothing_half_written()
    {
        Assert.Equal(0, Run(Json(_request)));

        var result = ExchangeFile.Read(Path.Combine(Exchange, VisionProtocol.Result), ExchangeJson.Readable.TrainingResult);
        Assert.Null(result.Refusal);
        Assert.Equal(2, result.Trained!.Scores.Count);
        Assert.Equal([0.25f, 0.75f], result.Trained.Scores[0]);
        Assert.Equal(["bär", "cat"], result.Trained.Card.Labels);
        Assert.Equal("Pipeline.Tests", result.Trained.Card.Trainer.Name);
        Assert.Equal(result.Trained.Card.Sha256, Hashing.OfBytes("a model"u8));
        Assert.Equal(["model.json", "model.zip", "request.json", "result.json"], Directory.EnumerateFileSystemEntries(Exchange).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_trainer_is_handed_full_paths_labels_of_what_it_learns_from_and_none_of_what_is_held_out()
    {
        Run(Json(_request with { Validation = [new("../e.jpg", 1)] }));

        var seen = Assert.Single(_trainer.Seen);
        Assert.Equal([(_folder["a.jpg"], 0), (_folder["b.jpg"], 1)], seen.Training.Select(row => (row.File, row.Label)));
        Assert.Equal([(_folder["e.jpg"], 1)], seen.Validation.Select(row => (row.File, row.Label)));
        Assert.Equal(_folder["temp"], seen.TempFolder);
        Assert.True(Path.IsPathRooted(seen.Workspace));
        Assert.Equal(new ExponentialRate(2, 0.94, true), seen.Options.Schedule);
    }

    [Fact]
    public void The_curve_counts_from_one_keeps_what_is_a_number_and_has_both_parts_of_an_epoch_in_one_row()
    {
        Run(Json(_request with { Validation = [new("../e.jpg", 1)] }));

        var curve = ExchangeFile.Read(Path.Combine(Exchange, VisionProtocol.Result), ExchangeJson.Readable.TrainingResult).Trained!.Curve;
        Assert.Equal(
            [new EpochFigures(1, 0.01, 0.5, 0.75, 0.6, 0.25), new EpochFigures(2, 0.01, null, 0.75, 0.6, 0.25)], curve);
    }

    [Fact]
    public void Progress_is_a_line_per_step_of_this_protocol()
    {
        Run(Json(_request));

        var lines = _said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ExchangeJson.Parse(line, ExchangeJson.Readable.ProgressLine, "it")).ToList();
        Assert.Equal(
            [TrainingStage.Features, TrainingStage.Epochs, TrainingStage.Epochs, TrainingStage.Predicting, TrainingStage.Predicting], lines.Select(line => line.Stage));
        Assert.Equal([(1, 2), (1, 3), (2, 3), (1, 2), (2, 2)], lines.Select(line => (line.Done, line.Total)));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(500, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public void A_batch_is_never_larger_than_the_training_part(int asked, int taken)
    {
        Run(Json(_request with { Options = _request.Options with { BatchSize = asked } }));

        var trained = ExchangeFile.Read(Path.Combine(Exchange, VisionProtocol.Result), ExchangeJson.Readable.TrainingResult).Trained!;
        Assert.Equal((taken, taken), (Assert.Single(_trainer.Seen).Options.BatchSize, trained.Card.Options.BatchSize));
        Assert.Equal(asked == taken ? [] : [$"batch_size is {taken} instead of {asked}: there are no more training images"], trained.Clamped);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_a_request_is_said_before_the_trainer_sees_it(string change, string line)
    {
        File.WriteAllText(_folder["text.jpg"], "no picture");

        Assert.Equal(VisionProtocol.Refused, Run(Changed(change)));

        var result = ExchangeFile.Read(Path.Combine(Exchange, VisionProtocol.Result), ExchangeJson.Readable.TrainingResult);
        Assert.Contains(line, result.Refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.Refusal!);
        Assert.Equal(result.Refusal + "\n", _complained.ToString());
        Assert.Null(result.Trained);
        Assert.Empty(_trainer.Seen);
    }

    [Theory]
    [InlineData(new[] { 0.5f }, "the model gives 1 scores for 2 classes")]
    [InlineData(new[] { 0.5f, 0.6f }, "the model's scores are no probabilities (0.5, 0.6, summing to 1.1): its training diverged; lower head.learning_rate")]
    [InlineData(new[] { float.NaN, 1f }, "the model's scores are no probabilities (NaN, 1, summing to NaN): its training diverged; lower head.learning_rate")]
    public void Scores_that_are_no_distribution_end_the_training(float[] scores, string line)
    {
        _trainer.Scores = scores;

        Assert.Equal(VisionProtocol.Refused, Run(Json(_request)));
        Assert.Equal(line, ExchangeFile.Read(Path.Combine(Exchange, VisionProtocol.Result), ExchangeJson.Readable.TrainingResult).Refusal);
        Assert.False(File.Exists(Path.Combine(Exchange, VisionProtocol.Model)));
    }

    [Fact]
    public void A_trainer_that_cannot_work_here_is_not_asked_to()
    {
        _trainer.Trouble = "no TensorFlow; get one";

        Assert.Equal(VisionProtocol.Refused, Run(Json(_request)));
        Assert.Empty(_trainer.Seen);
    }

    [Fact]
    public void Images_on_the_wire_come_back_byte_for_byte_until_the_end()
    {
        var stream = new MemoryStream();
        AnswerWire.Send(stream, [1, 2, 3]);
        AnswerWire.Send(stream, [4]);
        stream.Position = 0;

        Assert.Equal([1, 2, 3], AnswerWire.Receive(stream)!);
        Assert.Equal([4], AnswerWire.Receive(stream)!);
        Assert.Null(AnswerWire.Receive(stream));
        Assert.Throws<VisionException>(() => AnswerWire.Receive(new MemoryStream([9, 0, 0, 0, 1])));
        Assert.Throws<VisionException>(() => AnswerWire.Receive(new MemoryStream([0xFF, 0xFF, 0xFF, 0xFF])));
        Assert.Throws<VisionException>(() => AnswerWire.Receive(new MemoryStream([1, 0])));
    }

    private static string Json(TrainingRequest request) => JsonSerializer.Serialize(request, ExchangeJson.Readable.TrainingRequest);

    /// <param name="change">The whole text, or <c>key:value</c> of the request or of its options.</param>
    private string Changed(string change)
    {
        if (change.Length == 0 || change[0] is '{' or '[')
        {
            return change;
        }

        var json = System.Text.Json.Nodes.JsonNode.Parse(Json(_request))!.AsObject();
        string[] parts = change.Split(':', 2);
        var target = parts[0].StartsWith("options.", StringComparison.Ordinal) ? json["options"]!.AsObject() : json;
        target[parts[0].Replace("options.", "", StringComparison.Ordinal)] = System.Text.Json.Nodes.JsonNode.Parse(parts[1]);
        return json.ToJsonString();
    }

    private int Run(string request)
    {
        File.WriteAllText(Path.Combine(Exchange, VisionProtocol.Request), request);
        return new TrainingSession(Exchange, _trainer, _said, _complained).Run();
    }

    private sealed class Trainer : IImageTrainer
    {
        public List<ImageTraining> Seen { get; } = [];

        public float[] Scores { get; set; } = [0.25f, 0.75f];

        public string? Trouble { get; set; }

        public Type Engine => typeof(Trainer);

        public IReadOnlyDictionary<string, string> Libraries { get; } = new Dictionary<string, string>();

        public string? Problem() => Trouble;

        public IImageModel Train(ImageTraining training, Action<TrainerEvent> report)
        {
            Seen.Add(training);
            report(new FeaturesDone(ImagePart.Training, 1));
            for (int epoch = 0; epoch < 2; epoch++)
            {
                report(new EpochDone(epoch, ImagePart.Training, 0.01, 0.75, epoch == 0 ? 0.5 : double.NaN));
                if (training.Validation.Count > 0)
                {
                    report(new EpochDone(epoch, ImagePart.Validation, double.NaN, 0.25, 0.6));
                }
            }

            return new Model(Scores);
        }

        public IImageModel Load(string file, ModelCard card) => new Model(Scores);
    }

    private sealed class Model(float[] scores) : IImageModel
    {
        public float[] Scores(byte[] image) => scores;

        public void Save(string file) => File.WriteAllText(file, "a model");

        public void Dispose()
        {
        }
    }
}
