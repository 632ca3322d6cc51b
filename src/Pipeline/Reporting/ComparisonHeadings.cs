namespace Pipeline.Reporting;

/// <summary>What stands above and below the tables of a comparison.</summary>
internal static class ComparisonHeadings
{
    public const string Agreements = "Images that both, one alone, or neither got right:";

    public static string Verdicts(ComparisonReport report) =>
        report.Baseline is { } baseline ? $"Against the baseline {baseline}:" : "Every pair, the first held against the second:";

    public static IEnumerable<string> Legend(ComparisonReport report)
    {
        yield return $"difference: points of the score, with the 95 % interval of each pair on its own. p: sign-flip test on the grades of each image, which decides at 0.05, {Correction(report.Family)}.";
        if (report.Pairs.Any(pair => pair.Quality.Paired?.McNemarP is not null))
        {
            yield return "McNemar p: exact, on right and wrong alone, not corrected.";
        }

        if (report.Pairs.Any(pair => pair.Quality.Paired?.Retrained is not null))
        {
            yield return "retrained p: would the algorithm win again, trained on other images? Corrected resampled t-test over folds and repeats (Nadeau and Bengio), also corrected by Holm.";
        }

        if (report.Pairs.Any(pair => pair.Quality.ImagesThatWouldTell is not null))
        {
            yield return "would tell: how many images would show a difference in right and wrong like the one observed, 4 times in 5.";
        }
    }

    private static string Correction(int family) => family == 1 ? "one comparison, nothing to correct" : $"corrected for {Format.Count(family)} comparisons (Holm)";
}
