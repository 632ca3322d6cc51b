using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>One prediction of an image by a head that has not seen it.</summary>
/// <param name="Image">Index of the image in the dataset.</param>
/// <param name="Group">Index of its group of duplicates; images of one group say the same thing and are resampled together.</param>
/// <param name="Repeat">Which drawing of the split, from 0. An image is held out at most once per repeat.</param>
/// <param name="Fold">Which part of that drawing, from 0.</param>
/// <param name="Truth">Index of the true label in <see cref="AnswerSpace.Truths"/>.</param>
/// <param name="Scores">Scores over the K answers, <c>[K]</c>, finite; the higher, the likelier.</param>
/// <param name="AreProbabilities">Whether the scores are non-negative and sum to 1.</param>
internal sealed record HeldOutAnswer(int Image, int Group, int Repeat, int Fold, int Truth, double[] Scores, bool AreProbabilities)
{
    /// <summary>Row <paramref name="row"/> of a head's scores as the answer for one image.</summary>
    public static HeldOutAnswer From(ScoreTable scores, int row, int image, int group, int repeat, int fold, int truth) =>
        new(image, group, repeat, fold, truth, scores.Row(row).ToArray(), scores.AreProbabilities);

    /// <returns>The answers from the highest score to the lowest, at most <paramref name="count"/>; equal scores in order of index.</returns>
    public int[] Top(int count) => new ScoreTable(Scores, Scores.Length, AreProbabilities).Top(0, count);
}
