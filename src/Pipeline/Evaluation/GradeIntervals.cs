using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>How sure a mean grade is.</summary>
internal static class GradeIntervals
{
    /// <summary>With fewer groups beside the commonest grade, resampling shows too little doubt; the usual rule of five for counts.</summary>
    private const int FewestOthers = 5;

    /// <summary>
    /// The bootstrap over groups of duplicates within classes. Where it has too little to resample (a perfect score or nearly, none or nearly, or some
    /// classes always right and the rest never), the posterior interval over the grades of the groups takes its place.
    /// </summary>
    /// <param name="answers">Graded answers of any number of repeats.</param>
    /// <param name="outcomes">The same, one per image.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <returns>Within 0..10, holds the mean grade, and never has width zero.</returns>
    public static Interval OfMeanGrade(IReadOnlyList<GradedAnswer> answers, IReadOnlyList<ImageOutcome> outcomes, int seed)
    {
        double mean = outcomes.Average(image => image.Grade);
        (double none, double half, double full) = GroupsByGrade(answers);
        if (none + half + full - Math.Max(none, Math.Max(half, full)) >= FewestOthers)
        {
            Interval bootstrap = StratifiedBootstrap.OfMean([.. outcomes.Select(image => new Observation(image.Grade, image.Group, image.Truth))], seed);
            if (bootstrap.Width > 1e-9)
                return bootstrap.Around(mean);
        }

        return DirichletInterval.OfMeanGrade(none, half, full).Around(mean);
    }

    // Each group of duplicates counts once, shared out over the grades of its answers.
    private static (double None, double Half, double Full) GroupsByGrade(IReadOnlyList<GradedAnswer> answers)
    {
        int[][] groups = [.. answers.GroupBy(answer => answer.Ranked.Answer.Group, answer => answer.Grade.Points).Select(group => group.ToArray())];
        double Count(int points) => groups.Sum(group => group.Count(grade => grade == points) / (double)group.Length);
        return (Count(0), Count(5), Count(10));
    }
}
