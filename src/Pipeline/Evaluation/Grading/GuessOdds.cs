using Pipeline.Heads;

namespace Pipeline.Evaluation.Grading;

/// <summary>The chances of a guesser who ranks the K answers uniformly at random, for one true label. Exact.</summary>
/// <param name="Answers">K.</param>
/// <param name="Accepted">How many of them are right.</param>
/// <param name="Near">How many of them are near relatives.</param>
internal readonly record struct GuessOdds(int Answers, int Accepted, int Near)
{
    public static GuessOdds Of(AnswerSpace space, int truth) => new(space.Answers.Count, space.Accepted[truth].Count, space.Near[truth].Count);

    /// <summary>The chance that the first answer is right.</summary>
    public double RightFirst => (double)Accepted / Answers;

    /// <summary>The chance that the first answer is a near relative.</summary>
    public double NearFirst => (double)Near / Answers;

    /// <summary>The chance that one of the first <paramref name="count"/> answers is right: 1 - C(K - A, count) / C(K, count) (hypergeometric).</summary>
    public double RightWithin(int count)
    {
        double allWrong = 1;
        for (int rank = 0; rank < Math.Min(count, Answers); rank++)
            allWrong *= Math.Max(0.0, Answers - Accepted - rank) / (Answers - rank);
        return 1 - allWrong;
    }
}
