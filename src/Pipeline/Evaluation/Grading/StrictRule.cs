namespace Pipeline.Evaluation.Grading;

/// <summary>10 or nothing.</summary>
internal sealed class StrictRule : GradingRule
{
    public override Grade Grade(RankedAnswer answer) => answer.IsRight ? Grading.Grade.RightFirst : Grading.Grade.Wrong;

    public override double Guess(GuessOdds odds) => 10 * odds.RightFirst;
}
