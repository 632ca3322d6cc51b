namespace Pipeline.Reporting;

/// <summary>The choices that are worth considering where a high score and a short time are both wanted.</summary>
internal static class ParetoFront
{
    /// <param name="choices">Score and time of each; one without a time is on no front.</param>
    /// <returns>Indexes of those that no other beats: as good and as fast, and better in one of the two.</returns>
    public static IEnumerable<int> Of(IReadOnlyList<(double Score, double? Ms)> choices)
    {
        // By time, the better first within one time: a choice is on the front when it scores more than all that are faster, or ties with the one before it.
        (double Score, double Ms) last = (double.NegativeInfinity, double.NaN);
        foreach (int i in Enumerable.Range(0, choices.Count).Where(i => choices[i].Ms is not null).OrderBy(i => choices[i].Ms).ThenByDescending(i => choices[i].Score))
        {
            (double score, double ms) = (choices[i].Score, choices[i].Ms!.Value);
            if (score > last.Score || (score == last.Score && ms == last.Ms))
            {
                last = (score, ms);
                yield return i;
            }
        }
    }
}
