using Pipeline.Vision.Protocol;

namespace Pipeline.Vision.StandIn;

/// <summary>
/// Learns the mean colour of each quarter of the images of each class, a step closer in every epoch, and answers with the nearest class. No network: its
/// accuracy says nothing about anything but the way that images and answers take.
/// </summary>
internal sealed class CornerTrainer(Fault fault) : IImageTrainer
{
    private const double Step = 0.5;

    public Type Engine => typeof(CornerTrainer);

    public IReadOnlyDictionary<string, string> Libraries { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["SkiaSharp"] = TrainerIdentity.VersionOf(typeof(SkiaSharp.SKBitmap).Assembly) };

    public string? Problem() => fault.Is("no-tensorflow") ? "the native library of TensorFlow is missing; build src/Pipeline.Vision again" : null;

    public IImageModel Train(ImageTraining training, Action<TrainerEvent> report)
    {
        double[][] seen = See(training.Training, ImagePart.Training, report), validation = See(training.Validation, ImagePart.Validation, report);
        double[][] goals = [.. Enumerable.Range(0, training.Labels.Count).Select(label => Mean([.. seen.Where((_, i) => training.Training[i].Label == label)]))];
        var model = new CornerModel([.. goals.Select(goal => new double[goal.Length])], fault);
        double best = double.NegativeInfinity;
        for (int epoch = 0, idle = 0; epoch < training.Options.Epochs; epoch++)
        {
            model.Approach(goals, Step);
            Report(epoch, ImagePart.Training, model, seen, training.Training, training.Options.LearningRate, report);
            fault.OnTraining(training.Workspace);
            if (training.Validation.Count > 0)
            {
                double accuracy = Report(epoch, ImagePart.Validation, model, validation, training.Validation, training.Options.LearningRate, report);
                idle = accuracy > best + (training.Options.EarlyStopping?.MinDelta ?? 0) ? 0 : idle + 1;
                best = Math.Max(best, accuracy);
                if (training.Options.EarlyStopping is { } stop && idle >= stop.Patience)
                {
                    break;
                }
            }
        }

        return model;
    }

    public IImageModel Load(string file, ModelCard card) => CornerModel.Read(file, fault);

    private static double[][] See(IReadOnlyList<LabeledFile> rows, ImagePart part, Action<TrainerEvent> report)
    {
        var seen = new double[rows.Count][];
        for (int i = 0; i < rows.Count; i++)
        {
            seen[i] = CornerModel.Look(File.ReadAllBytes(rows[i].File));
            report(new FeaturesDone(part, i + 1));
        }

        return seen;
    }

    private static double Report(int epoch, ImagePart part, CornerModel model, double[][] seen, IReadOnlyList<LabeledFile> rows, double rate, Action<TrainerEvent> report)
    {
        float[][] scores = [.. seen.Select(model.ScoresOf)];
        double accuracy = scores.Index().Average(row => Array.IndexOf(row.Item, row.Item.Max()) == rows[row.Index].Label ? 1.0 : 0);
        double loss = -scores.Index().Average(row => Math.Log(Math.Max(row.Item[rows[row.Index].Label], 1e-15)));
        report(new EpochDone(epoch, part, rate, accuracy, loss));
        return accuracy;
    }

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];
}
