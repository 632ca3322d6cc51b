using Pipeline.Evaluation.Grading;
using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>A held-out answer, ranked and graded: a row of <c>predictions.csv</c>.</summary>
internal sealed record GradedAnswer(RankedAnswer Ranked, Grade Grade)
{
    /// <summary>Ranks and grades every answer, in the order given.</summary>
    /// <exception cref="PipelineException">The rule does not go with these answers.</exception>
    /// <exception cref="ArgumentException">An answer does not fit the space, is not finite, or stands twice.</exception>
    public static IReadOnlyList<GradedAnswer> Of(IReadOnlyList<HeldOutAnswer> answers, AnswerSpace space, GradingRule rule)
    {
        Check(answers, space);
        rule.Require(space, answers.All(answer => answer.AreProbabilities));
        return [.. answers.Select(answer => new RankedAnswer(answer, space)).Select(ranked => new GradedAnswer(ranked, rule.Grade(ranked)))];
    }

    private static void Check(IReadOnlyList<HeldOutAnswer> answers, AnswerSpace space)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(answers.Count, 1);
        var seen = new HashSet<(int Image, int Repeat)>();
        foreach (HeldOutAnswer answer in answers)
        {
            if (answer.Scores.Length != space.Answers.Count)
                throw new ArgumentException($"Image {answer.Image} has {answer.Scores.Length} scores for {space.Answers.Count} answers.", nameof(answers));
            if (!answer.Scores.All(double.IsFinite))
                throw new ArgumentException($"Image {answer.Image}, repeat {answer.Repeat}: a score is not finite.", nameof(answers));
            if (!seen.Add((answer.Image, answer.Repeat)))
                throw new ArgumentException($"Image {answer.Image} is answered twice in repeat {answer.Repeat}.", nameof(answers));
        }
    }
}
