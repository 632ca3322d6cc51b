using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Heads;

namespace Pipeline.Tests.Evaluation;

/// <summary>Held-out answers to order.</summary>
internal static class Answers
{
    public static AnswerSpace Labels(int count) => AnswerSpace.OfLabels(new LabelSet(Enumerable.Range(0, count).Select(i => $"label{i}")));

    /// <summary>Ten classes in a world of a hundred classes: two of them name each label, one is a near relative of it.</summary>
    public static AnswerSpace Open { get; } = new(
        "imagenet",
        new LabelSet(Enumerable.Range(0, 100).Select(i => $"class{i}")),
        new LabelSet(Enumerable.Range(0, 10).Select(i => $"label{i}")),
        [.. Enumerable.Range(0, 10).Select(i => new[] { 3 * i, 3 * i + 1 })],
        [.. Enumerable.Range(0, 10).Select(i => new[] { 3 * i + 2 })]);

    /// <summary>An answer that ranks <paramref name="order"/> first, with probabilities 0.5, 0.25, 0.125 ...</summary>
    public static HeldOutAnswer Ranking(AnswerSpace space, int image, int truth, int[] order, int repeat = 0, int? group = null)
    {
        double[] scores = new double[space.Answers.Count];
        for (int rank = 0; rank < order.Length; rank++)
            scores[order[rank]] = Math.Pow(0.5, rank + 1);
        return new(image, group ?? image, repeat, 0, truth, scores, true);
    }

    /// <summary>An answer with just these probabilities.</summary>
    public static HeldOutAnswer With(int truth, params double[] scores) => new(0, 0, 0, 0, truth, scores, true);

    /// <summary>
    /// Fifty images, five of each of ten labels; the first answer is right for all but the first <paramref name="wrong"/> images, whose second is.
    /// </summary>
    public static HeldOutAnswer[] Fifty(int wrong = 0, int repeats = 1)
    {
        AnswerSpace space = Labels(10);
        return
        [
            .. Enumerable.Range(0, repeats).SelectMany(repeat => Enumerable.Range(0, 50).Select(image => Ranking(
                space, image, image / 5, image < wrong ? [(image / 5 + 1) % 10, image / 5] : [image / 5, (image / 5 + 1) % 10], repeat))),
        ];
    }
}
