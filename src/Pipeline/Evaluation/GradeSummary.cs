using Pipeline.Evaluation.Grading;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>What answers are worth under one grading rule.</summary>
/// <param name="Images">Images that were held out at least once.</param>
/// <param name="Score">Sum over the images of their mean grade.</param>
/// <param name="MaxScore">10 per image.</param>
/// <param name="ScoreInterval">95 %.</param>
/// <param name="GuessingScore">What a guesser who ranks the answers at random expects.</param>
/// <param name="Grades">How often each reason gave its points; every reason that occurred, best first.</param>
internal sealed record GradeSummary(int Images, double Score, int MaxScore, Interval ScoreInterval, double GuessingScore, IReadOnlyList<GradeCount> Grades)
{
    /// <param name="graded">Every held-out answer under <paramref name="rule"/>; at least one.</param>
    /// <param name="space">What the answers mean.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static GradeSummary Of(IReadOnlyList<GradedAnswer> graded, AnswerSpace space, GradingRule rule, int seed)
    {
        // In one order whatever order folds finished in: sums of floating-point numbers depend on it.
        graded = [.. graded.OrderBy(answer => answer.Ranked.Answer.Image).ThenBy(answer => answer.Ranked.Answer.Repeat)];
        IReadOnlyList<ImageOutcome> images = ImageOutcome.Of(graded);
        return new(
            images.Count,
            images.Sum(image => image.Grade),
            Grade.Best * images.Count,
            GradeIntervals.OfMeanGrade(graded, images, seed) * images.Count,
            images.Sum(image => rule.Guess(GuessOdds.Of(space, image.Truth))),
            CountsOf(graded));
    }

    /// <inheritdoc cref="Grades"/>
    public static IReadOnlyList<GradeCount> CountsOf(IReadOnlyList<GradedAnswer> graded) =>
    [
        .. Grade.All
            .Select(grade => new GradeCount(grade.Rule, grade.Points, graded.Count(answer => answer.Grade == grade)))
            .Where(count => count.Answers > 0),
    ];
}
