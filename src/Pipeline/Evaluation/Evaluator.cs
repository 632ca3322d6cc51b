using Pipeline.Configuration;
using Pipeline.Evaluation.Grading;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>Predictions into how good and how sure.</summary>
internal static class Evaluator
{
    private const int ConfusedPairs = 10;

    /// <param name="answers">Every held-out answer of every fold and repeat, in any order.</param>
    /// <param name="space">What the answers mean.</param>
    /// <param name="grading">What counts as ambiguous.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="PipelineException">The grading rule does not go with these answers.</exception>
    /// <exception cref="ArgumentException">An answer does not fit the space, is not finite, or stands twice.</exception>
    public static QualityReport Score(IReadOnlyList<HeldOutAnswer> answers, AnswerSpace space, GradingConfig grading, int seed)
    {
        GradingRule rule = GradingRule.For(grading);
        IReadOnlyList<GradedAnswer> graded = GradedAnswer.Of(answers, space, rule);
        return Score(graded, space, rule, seed);
    }

    /// <summary>The same for answers that are graded already, under <paramref name="rule"/>.</summary>
    public static QualityReport Score(IReadOnlyList<GradedAnswer> graded, AnswerSpace space, GradingRule rule, int seed)
    {
        // In one order whatever order folds finished in: sums of floating-point numbers depend on it.
        graded = [.. graded.OrderBy(answer => answer.Ranked.Answer.Image).ThenBy(answer => answer.Ranked.Answer.Repeat)];
        IReadOnlyList<ImageOutcome> images = ImageOutcome.Of(graded);
        double meanGrade = images.Average(image => image.Grade);
        Interval gradeInterval = GradeIntervals.OfMeanGrade(graded, images, seed);
        IReadOnlyList<TopKAccuracy> topK = TopK(graded, images, space.Answers.Count);
        ConfusionMatrix confusion = ConfusionMatrix.Of(graded, space);
        IReadOnlyList<ClassQuality> classes = Classes(graded, confusion);
        double top1 = topK[0].Accuracy;
        return new QualityReport(
            Images: images.Count,
            IndependentImages: images.Select(image => image.Group).Distinct().Count(),
            Repeats: graded.Select(answer => answer.Ranked.Answer.Repeat).Distinct().Count(),
            Answers: graded.Count,
            Points: graded.Sum(answer => answer.Grade.Points),
            MaxPoints: Grade.Best * graded.Count,
            Score: images.Sum(image => image.Grade),
            MaxScore: Grade.Best * images.Count,
            ScoreInterval: gradeInterval * images.Count,
            GuessingScore: images.Sum(image => rule.Guess(GuessOdds.Of(space, image.Truth))),
            MeanGrade: meanGrade,
            MeanGradeInterval: gradeInterval,
            Top1: top1,
            Top1Interval: WilsonInterval.Of(images.Sum(image => image.RightShare), images.Count),
            Top3: topK[Math.Min(3, topK.Count) - 1].Accuracy,
            TopK: topK,
            Grades: GradeSummary.CountsOf(graded),
            Confusion: confusion,
            Classes: classes,
            MacroF1: classes.Average(label => label.F1),
            BalancedAccuracy: classes.Average(label => label.Recall),
            CohenKappa: confusion.CohenKappa(),
            MostConfused: MostConfused(graded, space),
            Calibration: Calibration.Of(graded));
    }

    // Each answer weighs one over the repeats of its image.
    private static IReadOnlyList<TopKAccuracy> TopK(IReadOnlyList<GradedAnswer> graded, IReadOnlyList<ImageOutcome> images, int answerCount)
    {
        ILookup<int, RankedAnswer> byImage = graded.ToLookup(answer => answer.Ranked.Answer.Image, answer => answer.Ranked);
        return
        [
            .. Enumerable.Range(1, Math.Min(RankedAnswer.Depth, answerCount)).Select(k => new TopKAccuracy(
                k, images.Average(image => byImage[image.Image].Average(answer => answer.IsRightWithin(k) ? 1.0 : 0.0)))),
        ];
    }

    private static IReadOnlyList<ClassQuality> Classes(IReadOnlyList<GradedAnswer> graded, ConfusionMatrix confusion)
    {
        ILookup<int, int> points = graded.ToLookup(answer => answer.Ranked.Answer.Truth, answer => answer.Grade.Points);
        return
        [
            .. confusion.Truths.Select((name, label) => new ClassQuality(
                name,
                confusion.Support(label),
                points[label].Select(grade => (double?)grade).Average(),
                confusion.Precision(label),
                confusion.Recall(label),
                confusion.F1(label))),
        ];
    }

    private static IReadOnlyList<ConfusedPair> MostConfused(IReadOnlyList<GradedAnswer> graded, AnswerSpace space) =>
    [
        .. graded
            .Where(answer => !answer.Ranked.IsRight)
            .CountBy(answer => (answer.Ranked.Answer.Truth, answer.Ranked.First))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Truth).ThenBy(pair => pair.Key.First)
            .Take(ConfusedPairs)
            .Select(pair => new ConfusedPair(space.Truths[pair.Key.Truth], space.Answers[pair.Key.First], pair.Value)),
    ];
}
