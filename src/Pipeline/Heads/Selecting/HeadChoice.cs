namespace Pipeline.Heads.Selecting;

/// <summary>How one candidate did on training images that its inner heads had not seen.</summary>
/// <param name="Images">Answers.</param>
/// <param name="Right">Of which the first label was right.</param>
/// <param name="LogLoss">Mean, in nats; null for a head whose scores are no probabilities.</param>
public sealed record CandidateScore(int Images, int Right, double? LogLoss);

/// <summary>What a fit chose, and why.</summary>
/// <param name="Candidate">Number of the chosen one.</param>
/// <param name="Scores">Of every candidate, in the order of the config.</param>
public sealed record HeadChoice(int Candidate, IReadOnlyList<CandidateScore> Scores)
{
    /// <summary>The most right answers; among equals the lowest log-loss, where all of them have one; then the earlier.</summary>
    public static HeadChoice Of(IReadOnlyList<CandidateScore> scores)
    {
        int most = scores.Max(score => score.Right);
        int[] best = [.. Enumerable.Range(0, scores.Count).Where(i => scores[i].Right == most)];
        return new(best.All(i => scores[i].LogLoss is not null) ? best.MinBy(i => scores[i].LogLoss) : best[0], scores);
    }
}
