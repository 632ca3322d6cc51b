using System.Globalization;
using Pipeline.Vision.Protocol;
using Net = Microsoft.ML.Vision.ImageClassificationTrainer;

namespace Pipeline.Vision;

/// <summary>From what ML.NET reports to what the protocol says. Every value is copied: ML.NET fills the same object again and again.</summary>
internal sealed class MetricsFeed(ImageTraining training, Action<TrainerEvent> report)
{
    private int _trainingImages;
    private int _validationImages;

    /// <summary>First each validation image, then each training image, then per epoch the training and the validation figures.</summary>
    /// <exception cref="VisionException">The network left images out, which ML.NET does without a word.</exception>
    public void Hear(Net.ImageClassificationMetrics metrics)
    {
        if (metrics.Train is { } epoch)
        {
            RequireEveryImage();
            Hear(epoch);
        }
        else if (metrics.Bottleneck is { } image)
        {
            Hear(image);
        }
    }

    private void Hear(Net.BottleneckMetrics image)
    {
        var part = PartOf(image.DatasetUsed);
        _ = part == ImagePart.Training ? _trainingImages = image.Index : _validationImages = image.Index;
        report(new FeaturesDone(part, image.Index));
    }

    private void Hear(Net.TrainMetrics epoch)
    {
        var part = PartOf(epoch.DatasetUsed);

        // Beside the validation figures stands the option that no schedule has touched.
        double rate = part == ImagePart.Training ? Plain(epoch.LearningRate) : double.NaN;
        report(new EpochDone(epoch.Epoch, part, rate, Plain(epoch.Accuracy), Plain(epoch.CrossEntropy)));
    }

    // 0.02, and not the 0.019999999552965164 that a cast makes of it.
    private static double Plain(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private void RequireEveryImage()
    {
        Require(_trainingImages, training.Training.Count, "training");
        Require(_validationImages, training.Validation.Count, "validation");
    }

    private static void Require(int seen, int handed, string part)
    {
        if (seen != handed)
        {
            throw new VisionException($"TensorFlow could read only {seen} of the {handed} {part} images");
        }
    }

    private static ImagePart PartOf(Net.ImageClassificationMetrics.Dataset dataset) =>
        dataset == Net.ImageClassificationMetrics.Dataset.Train ? ImagePart.Training : ImagePart.Validation;
}
