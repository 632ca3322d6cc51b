using Pipeline.Features;

namespace Pipeline.Heads.Calibrating;

/// <summary>
/// Scores of training images by heads that have not seen them: a few folds inside the training part, stratified by class. A class of one image
/// is always trained on, as a head needs every class, and so has no score here.
/// </summary>
/// <param name="Scores">Scores, <c>[M, K]</c>, row-major.</param>
/// <param name="Labels">Label indexes, <c>[M]</c>.</param>
internal sealed record OutOfFoldScores(double[] Scores, int[] Labels)
{
    private const int Folds = 3;

    /// <param name="training">All training images.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <param name="fit">Fits a head whose scores are to be calibrated.</param>
    /// <exception cref="PipelineException">No class has two images.</exception>
    public static OutOfFoldScores Of(TrainingFeatures training, int seed, Func<TrainingFeatures, IHead> fit)
    {
        var folds = InnerFolds.Of(training, Folds, seed);
        if (folds.Count == 0)
        {
            throw new PipelineException("Calibration holds training images out, and no class has two: set head.calibration to none.");
        }

        var scores = new List<double>();
        var truths = new List<int>();
        foreach (var (rest, held) in folds)
        {
            ScoreTable answers = fit(training.Part(rest)).Predict(training.HeldOut(held));
            scores.AddRange(Enumerable.Range(0, held.Length).SelectMany(i => answers.Row(i).ToArray()));
            truths.AddRange(held.Select(i => training.Labels[i]));
        }

        return new OutOfFoldScores([.. scores], [.. truths]);
    }
}
