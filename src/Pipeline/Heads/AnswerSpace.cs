using Pipeline.Datasets;

namespace Pipeline.Heads;

/// <summary>
/// The K answers a head can give, and what they are worth for each true label. A trained head answers with the labels themselves;
/// zero-shot in the <c>imagenet</c> space answers with 1000 classes, of which some name a species and some name a near relative of it.
/// </summary>
/// <param name="Name"><c>labels</c> for a trained head, <c>mapped</c> or <c>imagenet</c> for zero-shot.</param>
/// <param name="Answers">The K answers.</param>
/// <param name="Truths">The labels of the dataset.</param>
/// <param name="Accepted">Per true label: the answers that are right, ascending.</param>
/// <param name="Near">Per true label: the answers that are near relatives, ascending; disjoint from the accepted ones.</param>
public sealed record AnswerSpace(
    string Name, LabelSet Answers, LabelSet Truths, IReadOnlyList<IReadOnlyList<int>> Accepted, IReadOnlyList<IReadOnlyList<int>> Near)
{
    /// <summary>Answers are the labels themselves: one right answer each, no near relatives.</summary>
    public static AnswerSpace OfLabels(LabelSet labels, string name = "labels") =>
        new(name, labels, labels, [.. Enumerable.Range(0, labels.Count).Select(i => new[] { i })], [.. labels.Names.Select(_ => Array.Empty<int>())]);

    public bool IsRight(int answer, int truth) => Accepted[truth].Contains(answer);

    public bool IsNear(int answer, int truth) => Near[truth].Contains(answer);
}
