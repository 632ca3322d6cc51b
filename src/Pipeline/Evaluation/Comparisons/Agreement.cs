namespace Pipeline.Evaluation.Comparisons;

/// <summary>
/// How right and wrong go together, image by image. Where repeats disagree, the image is the one's that is right more often; a tie is right where both
/// are right at least half the time. The four lists hold each image once, by name.
/// </summary>
internal sealed record Agreement(
    IReadOnlyList<string> BothRight, IReadOnlyList<string> OnlySubject, IReadOnlyList<string> OnlyReference, IReadOnlyList<string> BothWrong)
{
    /// <summary>Of two runs of one assignment.</summary>
    public static Agreement Of(AnsweredImages subject, AnsweredImages reference)
    {
        ILookup<(int, bool), string> cells = subject.Outcomes.Zip(reference.Outcomes, subject.Names).ToLookup(
            pair => Cell(pair.First.RightShare, pair.Second.RightShare), pair => pair.Third);
        return new(In((0, true)), In((1, true)), In((-1, true)), In((0, false)));

        IReadOnlyList<string> In((int, bool) cell) => [.. cells[cell].Order(StringComparer.Ordinal)];
    }

    private static (int Ahead, bool Right) Cell(double subject, double reference) =>
        subject == reference ? (0, subject >= 0.5) : (subject > reference ? 1 : -1, true);
}
