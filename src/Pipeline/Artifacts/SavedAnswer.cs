using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>One held-out answer as <c>predictions.csv</c> keeps it.</summary>
/// <param name="Image">Relative to the dataset's folder.</param>
/// <param name="Sha256">Of the image's bytes.</param>
/// <param name="Group">Shared by images that show the same thing; the beginning of the smallest content hash among them.</param>
/// <param name="Repeat">From 0.</param>
/// <param name="Fold">From 0.</param>
/// <param name="Truth">The label.</param>
/// <param name="Top">The best labels, at most three, best first; scores to nine digits.</param>
/// <param name="RightAt">The place of the right label, from 1; null where it is not among the first five.</param>
/// <param name="Points">10, 5 or 0.</param>
/// <param name="Rule">What gave the points.</param>
internal sealed record SavedAnswer(
    string Image, string Sha256, string Group, int Repeat, int Fold, string Truth, IReadOnlyList<RankedLabel> Top, int? RightAt, int Points, string Rule);
