namespace Pipeline.Evaluation.Grading;

/// <summary>5 when the right label is second or third.</summary>
internal sealed class Top3Rule : GradingRule
{
    public override Grade Grade(RankedAnswer answer) =>
        answer.IsRight ? Grading.Grade.RightFirst
        : answer.IsRightWithin(3) ? Grading.Grade.RightInTop3
        : Grading.Grade.Wrong;

    public override double Guess(GuessOdds odds) => 10 * odds.RightFirst + 5 * (odds.RightWithin(3) - odds.RightFirst);
}
