using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>Truth against first answer, counted in answers.</summary>
/// <param name="Truths">Names of the rows: the labels.</param>
/// <param name="Answers">Names of the columns: the labels, and last "other" where answers can name something else.</param>
/// <param name="Counts">
/// <c>[T][T]</c>, or <c>[T][T + 1]</c> with "other". There an answer stands in the column of the label it names; near relatives and all else are "other".
/// </param>
internal sealed record ConfusionMatrix(IReadOnlyList<string> Truths, IReadOnlyList<string> Answers, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    public const string Other = "other";

    public static ConfusionMatrix Of(IReadOnlyList<GradedAnswer> answers, AnswerSpace space)
    {
        int labels = space.Truths.Count;
        bool open = !space.AnswersAreLabels;
        int[][] counts = [.. space.Truths.Names.Select(_ => new int[labels + (open ? 1 : 0)])];
        foreach (RankedAnswer answer in answers.Select(answer => answer.Ranked))
            counts[answer.Answer.Truth][ColumnOf(answer.First, answer.Answer.Truth, space)]++;
        return new(space.Truths.Names, open ? [.. space.Truths.Names, Other] : space.Truths.Names, counts);
    }

    /// <summary>The column of a first answer. Where two labels share an answer, a right answer is the truth's.</summary>
    public static int ColumnOf(int first, int truth, AnswerSpace space)
    {
        if (space.IsRight(first, truth))
            return truth;
        int label = Enumerable.Range(0, space.Truths.Count).FirstOrDefault(label => space.IsRight(first, label), -1);
        return label >= 0 ? label : space.Truths.Count;
    }

    public int Total() => Counts.Sum(row => row.Sum());

    /// <summary>Answers for images of this label.</summary>
    public int Support(int label) => Counts[label].Sum();

    /// <summary>Answers that named this label.</summary>
    public int Answered(int label) => Counts.Sum(row => row[label]);

    public double? Precision(int label) => Ratio(Counts[label][label], Answered(label));

    public double? Recall(int label) => Ratio(Counts[label][label], Support(label));

    public double? F1(int label) => Ratio(2 * Counts[label][label], Support(label) + Answered(label));

    /// <summary>
    /// Cohen, A coefficient of agreement for nominal scales (1960): (observed - expected) / (1 - expected). "Other" is a category that is never the truth.
    /// </summary>
    public double? CohenKappa()
    {
        double total = Total();
        double observed = Enumerable.Range(0, Truths.Count).Sum(label => Counts[label][label]) / total;
        double expected = Enumerable.Range(0, Truths.Count).Sum(label => Support(label) / total * (Answered(label) / total));
        return expected < 1 ? (observed - expected) / (1 - expected) : null;
    }

    private static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
