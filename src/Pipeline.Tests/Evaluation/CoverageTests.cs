using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;

namespace Pipeline.Tests.Evaluation;

/// <summary>Does the interval of the mean grade hold the true mean as often as it says? Ten classes, known chances of 0, 5 and 10, fixed seeds.</summary>
public sealed class CoverageTests
{
    private const int Trials = 120;

    [Theory]
    [InlineData(5, 0.02, 0.98)]
    [InlineData(5, 0.05, 0.95)]
    [InlineData(5, 0.15, 0.85)]
    [InlineData(5, 0.40, 0.60)]
    [InlineData(1, 0.15, 0.85)]
    [InlineData(2, 0.15, 0.85)]
    [InlineData(5, 0.02, 0.50)]
    [InlineData(2, 0.02, 0.50)]
    public void The_interval_of_the_mean_grade_holds_the_truth_as_often_as_it_says(int perClass, double hardestMiss, double easiestHit)
    {
        // Chances of 10 run from the one to the other over the classes; of the rest, half are fives.
        double[] full = [.. Enumerable.Range(0, 10).Select(label => easiestHit + (1 - hardestMiss - easiestHit) * label / 9)];
        double truth = full.Average(p => 10 * p + 5 * (1 - p) / 2);
        var random = new Xoshiro256(11);
        int held = Enumerable.Range(0, Trials).Count(trial => Draw(full, perClass, random, trial).Contains(truth));
        // 114 of 120 would be 95 %; fewer than 106 happens by chance in one of a thousand such series.
        Assert.True(held >= 106, $"{held} of {Trials}");
    }

    private static Interval Draw(double[] full, int perClass, Xoshiro256 random, int seed)
    {
        AnswerSpace space = Answers.Labels(10);
        HeldOutAnswer[] answers =
        [
            .. full.SelectMany((p, label) => Enumerable.Range(0, perClass).Select(i =>
            {
                int place = random.NextDouble() < p ? 0 : random.NextDouble() < 0.5 ? 1 : 3;
                int[] order = [.. Enumerable.Range(1, 4).Select(step => (label + step) % 10)];
                order[place] = label;
                return Answers.Ranking(space, label * perClass + i, label, order);
            })),
        ];
        IReadOnlyList<GradedAnswer> graded = GradedAnswer.Of(answers, space, GradingRule.For(new Top3GradingConfig()));
        return GradeIntervals.OfMeanGrade(graded, ImageOutcome.Of(graded), seed);
    }
}
