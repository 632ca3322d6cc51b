using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Vision;
using Pipeline.Vision.Protocol;

namespace Pipeline.Vision;

/// <summary>ML.NET's image classification. TensorFlow.NET keeps its graphs per thread: a training and all that is asked of its model belong to one thread.</summary>
internal sealed class MlNetTrainer : IImageTrainer
{
    public Type Engine => typeof(ImageClassificationTrainer);

    public IReadOnlyDictionary<string, string> Libraries => LibraryVersions.Read();

    public string? Problem() => NativeTensorFlow.Problem();

    public IImageModel Train(ImageTraining training, Action<TrainerEvent> report)
    {
        // The trainer looks for its network in MLNET below the folder for temporary files, once, when it is made; where it finds it nothing is downloaded.
        var ml = new MLContext(training.Options.Seed) { TempFilePath = training.TempFolder };
        ml.Log += (_, message) => Complain(message);
        var rows = new ImageRows(ml, training.Labels);
        var options = TrainerOptionsMap.Of(training, rows, new MetricsFeed(training, report).Hear);
        var trainer = ml.MulticlassClassification.Trainers.ImageClassification(options);
        ml.TempFilePath = training.Workspace;

        string network = Path.Combine(training.TempFolder, VisionProtocol.NetworkFolder, training.Options.Architecture.NetworkFile);
        var trained = TensorFlowProblem.Explained(
            () => trainer.Fit(rows.Labeled(training.Training)), $"{network} is no pretrained network that TensorFlow can read: remove it and fetch it again",
            NativeTensorFlow.Problem);
        return MlNetModel.Of(ml, trained, training.Labels);
    }

    public IImageModel Load(string file, ModelCard card) => TensorFlowProblem.Explained(
        () => MlNetModel.Load(file, card), $"{file} is no model of ML.NET's image classification: restore it, or run the experiment again", NativeTensorFlow.Problem);

    private static void Complain(LoggingEventArgs message)
    {
        if (message.Kind is ChannelMessageKind.Warning or ChannelMessageKind.Error)
        {
            Console.Error.WriteLine(message.Message);
        }
    }
}
