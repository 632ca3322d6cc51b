namespace Pipeline.Evaluation;

/// <summary>Held-out probabilities against how often they were right.</summary>
internal static class Calibration
{
    private const int BinCount = 15;

    /// <summary>Smaller probabilities are taken as this: one answer of probability 0 must not make the mean infinite. As in scikit-learn and ML.NET.</summary>
    private const double Smallest = 1e-15;

    /// <returns>
    /// Null where scores are not probabilities, and where the answers are not the labels: the 1000 ImageNet classes share out a species' probability among
    /// its breeds, so that neither the loss nor the confidence of a single class could be held against a head that answers with labels.
    /// </returns>
    public static CalibrationReport? Of(IReadOnlyList<GradedAnswer> answers)
    {
        RankedAnswer[] ranked = [.. answers.Select(answer => answer.Ranked)];
        if (!ranked[0].Space.AnswersAreLabels || !ranked.All(answer => answer.Answer.AreProbabilities))
            return null;
        ReliabilityBin[] bins = [.. Enumerable.Range(0, BinCount).Select(bin => Bin(ranked, bin))];
        return new(
            ranked.Average(answer => -Math.Log(Math.Max(answer.Answer.Scores[answer.Answer.Truth], Smallest))),
            ranked.Average(Brier),
            bins.Sum(bin => bin.Answers * Math.Abs((bin.Confidence ?? 0) - (bin.Accuracy ?? 0))) / ranked.Length,
            bins);
    }

    private static double Brier(RankedAnswer answer) =>
        answer.Answer.Scores.Select((score, label) => score - (label == answer.Answer.Truth ? 1 : 0)).Sum(distance => distance * distance);

    /// <summary>Guo et al., On calibration of modern neural networks (2017), eq. 3; bins open below, closed above.</summary>
    private static ReliabilityBin Bin(RankedAnswer[] answers, int bin)
    {
        RankedAnswer[] inside = [.. answers.Where(answer => BinOf(answer.Confidence) == bin)];
        return new(
            (double)bin / BinCount,
            (bin + 1.0) / BinCount,
            inside.Length,
            inside.Length == 0 ? null : inside.Average(answer => answer.Confidence),
            inside.Length == 0 ? null : inside.Average(answer => answer.IsRight ? 1.0 : 0.0));
    }

    private static int BinOf(double confidence) => Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
}
