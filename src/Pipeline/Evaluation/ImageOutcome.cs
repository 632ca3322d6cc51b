namespace Pipeline.Evaluation;

/// <summary>What one image brought, its repeats averaged: the unit of every interval and of every comparison.</summary>
/// <param name="Image">Index of the image in the dataset.</param>
/// <param name="Group">Index of its group of duplicates.</param>
/// <param name="Truth">Index of its true label.</param>
/// <param name="Answers">How many repeats held it out.</param>
/// <param name="Grade">Mean grade, 0..10.</param>
/// <param name="RightShare">Share of repeats whose first answer was right, 0..1.</param>
internal sealed record ImageOutcome(int Image, int Group, int Truth, int Answers, double Grade, double RightShare)
{
    /// <returns>One outcome per image, in order of image.</returns>
    public static IReadOnlyList<ImageOutcome> Of(IEnumerable<GradedAnswer> answers) =>
    [
        .. answers.GroupBy(answer => answer.Ranked.Answer.Image).OrderBy(image => image.Key).Select(image => new ImageOutcome(
            image.Key,
            image.First().Ranked.Answer.Group,
            image.First().Ranked.Answer.Truth,
            image.Count(),
            image.Average(answer => answer.Grade.Points),
            image.Average(answer => answer.Ranked.IsRight ? 1.0 : 0.0))),
    ];
}
