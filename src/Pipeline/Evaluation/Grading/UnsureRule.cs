using Pipeline.Heads;

namespace Pipeline.Evaluation.Grading;

/// <summary>
/// An answer may say "unsure" and then names three candidates: worth 5 when one of them is right, first or not, and 0 otherwise. A sure answer is
/// worth 10 or 0, so that being sure and wrong is dearer than being unsure. In the imagenet space certainty is that of the first class alone, not of
/// all classes that name its species.
/// </summary>
/// <param name="name">The rule's name in YAML.</param>
/// <param name="threshold">Certainty below which the answer is unsure; one that equals it is sure.</param>
/// <param name="certainty">Certainty of an answer, 0..1.</param>
/// <param name="guesserCertainty">
/// Certainty of the guesser among K answers. A guesser knows nothing and says so: all answers have probability 1/K, hence confidence 1/K and margin 0.
/// </param>
internal sealed class UnsureRule(string name, double threshold, Func<RankedAnswer, double> certainty, Func<int, double> guesserCertainty) : GradingRule
{
    public override Grade Grade(RankedAnswer answer) =>
        certainty(answer) >= threshold
            ? answer.IsRight ? Grading.Grade.RightFirst : Grading.Grade.Wrong
            : answer.IsRightWithin(3) ? Grading.Grade.UnsureRightInTop3 : Grading.Grade.UnsureWrong;

    public override double Guess(GuessOdds odds) =>
        guesserCertainty(odds.Answers) >= threshold ? 10 * odds.RightFirst : 5 * odds.RightWithin(3);

    public override void Require(AnswerSpace space, bool areProbabilities)
    {
        if (!areProbabilities)
            throw new PipelineException(
                $"grading rule '{name}' needs probabilities, and the scores of this head are not; take a head that gives probabilities, or rule 'top3' or 'strict'");
    }
}
