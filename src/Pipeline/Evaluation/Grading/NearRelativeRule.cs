using Pipeline.Heads;

namespace Pipeline.Evaluation.Grading;

/// <summary>5 when the first label names a near relative of the right one.</summary>
internal sealed class NearRelativeRule : GradingRule
{
    public override Grade Grade(RankedAnswer answer) =>
        answer.IsRight ? Grading.Grade.RightFirst
        : answer.IsNear ? Grading.Grade.NearRelative
        : Grading.Grade.Wrong;

    public override double Guess(GuessOdds odds) => 10 * odds.RightFirst + 5 * odds.NearFirst;

    public override void Require(AnswerSpace space, bool areProbabilities)
    {
        if (space.Near.All(near => near.Count == 0))
            throw new PipelineException(
                $"grading rule 'near_relative' needs near relatives, and the '{space.Name}' answers of this head have none; "
                + "take the imagenet label space of the zero-shot head, or rule 'top3' or 'strict'");
    }
}
