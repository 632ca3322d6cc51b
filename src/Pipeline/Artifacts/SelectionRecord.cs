using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Heads;
using Pipeline.Heads.Selecting;

namespace Pipeline.Artifacts;

/// <summary>One fit's choice.</summary>
/// <param name="Repeat">Of the split; null for the head that is kept.</param>
/// <param name="Fold">Of the split; null for the head that is kept.</param>
/// <param name="Chosen">Name of the candidate.</param>
/// <param name="Scores">How each candidate did on training images that its inner heads had not seen.</param>
internal sealed record FitSelection(int? Repeat, int? Fold, string Chosen, IReadOnlyList<CandidateScore> Scores);

/// <summary>What a <c>select</c> head chose, fold by fold.</summary>
/// <param name="Candidates">Their names, in the order of the config.</param>
/// <param name="Folds">One choice per fold of the split.</param>
/// <param name="Kept">The choice on all images: the head that is kept.</param>
internal sealed record SelectionRecord(IReadOnlyList<string> Candidates, IReadOnlyList<FitSelection> Folds, FitSelection Kept)
{
    /// <returns>Null for a head that chooses nothing.</returns>
    public static SelectionRecord? Of(HeadConfig head, IReadOnlyList<FoldOutcome> folds, TrainedModel kept)
    {
        if (head is not SelectHeadConfig select)
        {
            return null;
        }

        var names = CandidateNames.Of(select.Candidates);
        return new(names, [.. folds.Select(fold => Choice(names, fold.Trained, fold.Fold.Repeat, fold.Fold.Index))], Choice(names, kept, null, null));
    }

    /// <summary>For example <c>lbfgs in 9 of 15 fits, prototype in 6; the head that is kept is lbfgs</c>.</summary>
    public string Describe()
    {
        var counts = Folds.CountBy(fold => fold.Chosen).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return $"{string.Join(", ", counts.Select((pair, i) => i == 0 ? $"{pair.Key} in {pair.Value} of {Folds.Count} fits" : $"{pair.Key} in {pair.Value}"))}; the head that is kept is {Kept.Chosen}";
    }

    private static FitSelection Choice(IReadOnlyList<string> names, TrainedModel trained, int? repeat, int? fold) =>
        ((TrainedHead)trained).Choice is { } choice ? new(repeat, fold, names[choice.Candidate], choice.Scores) : throw new ArgumentException("It chose nothing.", nameof(trained));
}
