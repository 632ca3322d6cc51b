using System.Numerics.Tensors;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads.Calibrating;

namespace Pipeline.Heads.FewShot;

/// <summary>
/// The cosine with the mean direction of each class (Snell, Swersky and Zemel 2017, arXiv:1703.05175, with cosines): a linear head over
/// normalised features whose weights are those directions.
/// </summary>
internal sealed class PrototypeTrainer(PrototypeHeadConfig config) : HeadTrainer
{
    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        cancellation.ThrowIfCancellationRequested();
        return new TrainedHead(CalibratedFit.Of(config.Calibration, training, seed, Directions), []);
    }

    private static LinearHead Directions(TrainingFeatures training)
    {
        LabelSet labels = training.LabelSet;
        var means = new double[labels.Count * training.Dimension];
        var unit = new double[training.Dimension];
        for (int i = 0; i < training.Count; i++)
        {
            TensorPrimitives.ConvertTruncating(training.Features(i), unit);
            L2.Normalise(unit);
            Span<double> mean = MeanOf(training.Labels[i]);
            TensorPrimitives.Add(mean, unit, mean);
        }

        for (int k = 0; k < labels.Count; k++)
        {
            L2.Normalise(MeanOf(k));
        }

        return new LinearHead(labels, Array.ConvertAll(means, w => (float)w), new float[labels.Count], LinearInput.L2Normalised, LinearLink.None);

        Span<double> MeanOf(int label) => means.AsSpan(label * training.Dimension, training.Dimension);
    }
}
