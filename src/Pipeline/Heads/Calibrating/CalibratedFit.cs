using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Features;

namespace Pipeline.Heads.Calibrating;

/// <summary>Makes probabilities of a linear head's scores by what heads of the same kind say of training images they have not seen.</summary>
internal static class CalibratedFit
{
    /// <param name="calibration">How.</param>
    /// <param name="training">All training images; the head itself is fitted on all of them.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <param name="fit">Fits a head without a link.</param>
    public static LinearHead Of(ScoreCalibration calibration, TrainingFeatures training, int seed, Func<TrainingFeatures, LinearHead> fit) => calibration switch
    {
        ScoreCalibration.None => fit(training),
        ScoreCalibration.Temperature => WithTemperature(fit(training), OutOfFoldScores.Of(training, seed, fit)),
        ScoreCalibration.Platt => WithPlatt(fit(training), OutOfFoldScores.Of(training, seed, fit)),
        _ => throw new UnreachableException($"{calibration} has no method."),
    };

    private static LinearHead WithTemperature(LinearHead head, OutOfFoldScores held)
    {
        var scaling = new LogitScaling(TemperatureScaling.Fit(held));
        return head.Rescaled([.. Enumerable.Repeat(scaling, head.Labels.Count)], LinearLink.Softmax);
    }

    private static LinearHead WithPlatt(LinearHead head, OutOfFoldScores held)
    {
        int classes = head.Labels.Count;
        LogitScaling[] scalings = [.. Enumerable.Range(0, classes).Select(k => PlattScaling.Fit(
            [.. held.Scores.Where((_, i) => i % classes == k)], [.. held.Labels.Select(label => label == k)]))];
        return head.Rescaled(scalings, LinearLink.NormalisedSigmoid);
    }
}
