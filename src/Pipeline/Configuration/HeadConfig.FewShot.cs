using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

// Heads for a handful of images per class: nothing is iterated, so nothing can diverge.

[Kind("prototype")]
[Description("The class whose mean direction has the largest cosine with the image's features (Snell et al. 2017).")]
public sealed record PrototypeHeadConfig(
    [Description("How cosines become probabilities.")] ScoreCalibration Calibration = ScoreCalibration.Temperature) : HeadConfig;

[Kind("knn")]
[Description("A vote among the nearest training images.")]
public sealed record KnnHeadConfig(
    [Description("Neighbours that vote; all images where there are fewer."), Range(1, 10_000)] int K = 5,
    [Description("What near means.")] KnnMetric Metric = KnnMetric.Cosine,
    [Description("What a vote weighs.")] KnnWeighting Weighting = KnnWeighting.Distance,
    [Description("Share of the probability that is spread evenly over all classes, so that no class has none."), Range(0.0, 1.0)] double Smoothing = 0.05) : HeadConfig;

/// <summary>What near means.</summary>
public enum KnnMetric
{
    [Description("1 minus the cosine of the angle between the features.")]
    Cosine,

    [Description("The length of the difference of the features.")]
    Euclidean,
}

/// <summary>What a vote weighs.</summary>
public enum KnnWeighting
{
    [Description("Each the same.")]
    Uniform,

    [Description("The inverse of its distance; an image at distance 0 outvotes all others.")]
    Distance,
}
