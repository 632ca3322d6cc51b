using Pipeline.Configuration;
using Pipeline.Features;

namespace Pipeline.Heads.FewShot;

/// <summary>Keeps the training images; there is nothing else to fit.</summary>
internal sealed class KnnTrainer(KnnHeadConfig config) : HeadTrainer
{
    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        cancellation.ThrowIfCancellationRequested();
        var features = new float[training.Count * training.Dimension];
        for (int i = 0; i < training.Count; i++)
        {
            training.Features(i).CopyTo(features.AsSpan(i * training.Dimension));
        }

        return new TrainedHead(new KnnHead(training.LabelSet, features, training.Labels.ToArray(), config), []);
    }
}
