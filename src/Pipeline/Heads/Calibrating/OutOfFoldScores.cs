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
        int[] labels = training.Labels.ToArray();
        int[] folds = Assign(labels, seed);
        if (!folds.Contains(0))
        {
            throw new PipelineException("Calibration holds training images out, and no class has two: set head.calibration to none.");
        }

        FeatureTable table = Copy(training);
        var scores = new List<double>();
        var truths = new List<int>();
        for (int fold = 0; fold < Folds && folds.Contains(fold); fold++)
        {
            int[] held = [.. Rows(fold, within: true)], rest = [.. Rows(fold, within: false)];
            IHead head = fit(new TrainingFeatures(table, rest, [.. rest.Select(i => labels[i])], training.LabelSet));
            ScoreTable answers = head.Predict(new HeldOutFeatures(table, held));
            scores.AddRange(Enumerable.Range(0, held.Length).SelectMany(i => answers.Row(i).ToArray()));
            truths.AddRange(held.Select(i => labels[i]));
        }

        return new OutOfFoldScores([.. scores], [.. truths]);

        IEnumerable<int> Rows(int fold, bool within) => Enumerable.Range(0, labels.Length).Where(i => folds[i] == fold == within);
    }

    /// <returns>Per image its fold, or -1 for the only image of a class.</returns>
    private static int[] Assign(int[] labels, int seed)
    {
        var generator = new SeededGenerator(seed);
        var folds = new int[labels.Length];
        foreach (int[] rows in Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]).OrderBy(group => group.Key).Select(group => group.ToArray()))
        {
            generator.Shuffle(rows);
            for (int n = 0; n < rows.Length; n++)
            {
                folds[rows[n]] = rows.Length == 1 ? -1 : n % Folds;
            }
        }

        return folds;
    }

    /// <summary>The training view as a table of its own, of which the folds are views.</summary>
    private static FeatureTable Copy(TrainingFeatures training)
    {
        var features = new float[training.Count * training.Dimension];
        for (int i = 0; i < training.Count; i++)
        {
            training.Features(i).CopyTo(features.AsSpan(i * training.Dimension));
        }

        return new FeatureTable(features, training.Dimension, [], 0);
    }
}
