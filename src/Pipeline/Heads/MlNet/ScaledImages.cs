using Microsoft.ML;
using Pipeline.Features;

namespace Pipeline.Heads.MlNet;

/// <summary>The training images of one fit, scaled and narrowed to ML.NET's float32.</summary>
internal sealed class ScaledImages
{
    private readonly float[][] _features;
    private readonly int[] _labels;

    public ScaledImages(FeatureScaling scaling, TrainingFeatures training)
    {
        double[] scaled = scaling.Apply(training);
        _labels = training.Labels.ToArray();
        Classes = training.LabelSet.Count;
        _features = [.. Enumerable.Range(0, training.Count).Select(i =>
            Array.ConvertAll(scaled[(i * training.Dimension)..((i + 1) * training.Dimension)], x => (float)x))];
    }

    public int Classes { get; }

    /// <returns>A view with the key of each image's class.</returns>
    public IDataView Multiclass(MLContext context) =>
        TrainingRow.View(context, [.. _features.Select((x, i) => new TrainingRow { Features = x, Label = (uint)_labels[i] })], Classes);

    /// <returns>A view that says of each image whether it is of one class.</returns>
    public IDataView OneAgainstRest(MLContext context, int label) =>
        TrainingRow.View(context, [.. _features.Select((x, i) => new TrainingRow { Features = x, IsClass = _labels[i] == label })], Classes);
}
