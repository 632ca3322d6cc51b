using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Vision.Protocol;

/// <summary><c>pipeline-vision train FOLDER</c>: one request, checked and clamped, through one trainer, into a result that appears whole or not at all.</summary>
/// <param name="folder">The exchange folder.</param>
/// <param name="trainer">Who trains.</param>
/// <param name="answers">Hears how far it is.</param>
/// <param name="errors">Hears why it was refused, in one line.</param>
internal sealed class TrainingSession(string folder, IImageTrainer trainer, TextWriter answers, TextWriter errors)
{
    private readonly string _folder = Path.GetFullPath(folder);
    private readonly TrainingCurve _curve = new();
    private long _start;
    private double? _featuresMs;

    public int Run()
    {
        try
        {
            Write(new TrainingResult(VisionProtocol.Version, null, Train()));
            return 0;
        }
        catch (VisionException problem)
        {
            return Refuse(problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{_folder} cannot be written ({problem.Message.Split(" : '")[0]}): check the permissions and the free space of its folder");
        }
    }

    private TrainedOutcome Train()
    {
        if (trainer.Problem() is { } problem)
        {
            throw new VisionException(problem);
        }

        var request = Absolute(ExchangeFile.Read(Path.Combine(_folder, VisionProtocol.Request), ExchangeJson.Readable.TrainingRequest));
        RequestCheck.Require(request);
        var options = OptionClamp.Apply(request.Options, request.Training.Count, out var clamped);
        string workspace = Directory.CreateDirectory(Path.Combine(_folder, VisionProtocol.Workspace)).FullName;
        var training = new ImageTraining(options, request.Labels, request.Training, request.Validation, request.TempFolder, workspace);

        _start = Stopwatch.GetTimestamp();
        using var model = trainer.Train(training, happened => Hear(happened, training));
        double trainMs = Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
        var (scores, predictMs) = Predict(model, request);
        var card = Keep(model, options, request.Labels);
        Leave(workspace);
        return new TrainedOutcome(card, clamped, _curve.Epochs, scores, new TrainingTimes(trainMs, _featuresMs, predictMs));
    }

    private TrainingRequest Absolute(TrainingRequest request) => request with
    {
        Training = [.. request.Training.Select(row => row with { File = Full(row.File) })],
        Validation = [.. request.Validation.Select(row => row with { File = Full(row.File) })],
        HeldOut = [.. request.HeldOut.Select(Full)],
        TempFolder = Full(request.TempFolder),
    };

    private string Full(string path) => Path.GetFullPath(path, _folder);

    private void Hear(TrainerEvent happened, ImageTraining training)
    {
        switch (happened)
        {
            case FeaturesDone features:
                // ML.NET's trainer sees the validation images first.
                int before = features.Part == ImagePart.Training ? training.Validation.Count : 0;
                Say(TrainingStage.Features, before + features.Images, training.Training.Count + training.Validation.Count);
                break;
            case EpochDone epoch:
                _featuresMs ??= Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
                _curve.Add(epoch);
                Say(TrainingStage.Epochs, _curve.Count, training.Options.Epochs, double.IsFinite(epoch.Accuracy) ? epoch.Accuracy : null);
                break;
            default:
                throw new UnreachableException($"{happened.GetType().Name} is no event of a training.");
        }
    }

    private (IReadOnlyList<float[]> Scores, IReadOnlyList<double> Ms) Predict(IImageModel model, TrainingRequest request)
    {
        List<float[]> scores = [];
        List<double> times = [];
        foreach (string file in request.HeldOut)
        {
            byte[] image = File.ReadAllBytes(file);
            long start = Stopwatch.GetTimestamp();
            scores.Add(CheckedScores.Of(model, image, request.Labels.Count));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Say(TrainingStage.Predicting, scores.Count, request.HeldOut.Count);
        }

        return (scores, times);
    }

    // The parent removes the whole folder; a file that a native library still holds open on Windows must not cost a finished training.
    private static void Leave(string workspace)
    {
        try
        {
            Directory.Delete(workspace, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
        }
    }

    private ModelCard Keep(IImageModel model, TrainerOptions options, IReadOnlyList<string> labels)
    {
        string file = Path.Combine(_folder, VisionProtocol.Model);
        ExchangeFile.Place(file, model.Save);
        var card = new ModelCard(
            VisionProtocol.Version, TrainerIdentity.Of(trainer), options, labels, new FileInfo(file).Length, ExchangeFile.Hash(file));
        ExchangeFile.Write(Path.Combine(_folder, VisionProtocol.Card), card, ExchangeJson.Readable.ModelCard);
        return card;
    }

    private void Say(TrainingStage stage, int done, int total, double? accuracy = null) => answers.WriteLine(JsonSerializer.Serialize(
        new ProgressLine(VisionProtocol.Version, stage, done, total, accuracy), ExchangeJson.Readable.ProgressLine));

    private int Refuse(string line)
    {
        errors.WriteLine(line);
        try
        {
            Write(new TrainingResult(VisionProtocol.Version, line, null));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Standard error has the line; a full disk has no room for another.
        }

        return VisionProtocol.Refused;
    }

    private void Write(TrainingResult result) => ExchangeFile.Write(Path.Combine(_folder, VisionProtocol.Result), result, ExchangeJson.Readable.TrainingResult);
}
