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
        var scaling = FeatureScaling.Fit(HeadFeatures.L2Normalised, training);
        double[] units = scaling.Apply(training);
        var means = new double[labels.Count * training.Dimension];
        for (int i = 0; i < training.Count; i++)
        {
            Span<double> mean = Row(means, training.Labels[i]);
            TensorPrimitives.Add(mean, Row(units, i), mean);
        }

        for (int k = 0; k < labels.Count; k++)
        {
            L2.Normalise(Row(means, k));
        }

        return scaling.Fold(labels, new LinearMap(means, new double[labels.Count]), LinearLink.None);

        Span<double> Row(double[] table, int i) => table.AsSpan(i * training.Dimension, training.Dimension);
    }
}
