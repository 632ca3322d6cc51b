namespace Pipeline.Evaluation.Comparisons;

/// <summary>What a comparison shows of its subject.</summary>
internal enum Verdict
{
    /// <summary>These images do not tell the two apart; that is no proof that they are equal.</summary>
    NotDistinguishable,

    Better,

    Worse,

    /// <summary>No verdict can be given; the pairing says why.</summary>
    Refused,
}

/// <summary>One pair out of a family of comparisons, its p-values corrected for how many there are (Holm). Differences: subject less reference.</summary>
/// <param name="Subject">The run that the verdict is about.</param>
/// <param name="Reference">The run that it is held against.</param>
/// <param name="Pairing">On what ground.</param>
/// <param name="Verdict">By <paramref name="AdjustedP"/> at the level 0.05.</param>
/// <param name="P">Of the sign-flip test on grades where paired, of Mann-Whitney where not; null where refused.</param>
/// <param name="AdjustedP">The same, corrected for the family.</param>
/// <param name="AdjustedRetrainedP">Of the corrected resampled t-test, corrected for the family; null where there is none.</param>
/// <param name="ImagesThatWouldTell">
/// From how many images on a test of right and wrong would find a difference like the one observed, with power 0.8, in a family as large; only where
/// paired images did not tell. Null also where no number would.
/// </param>
/// <param name="Paired">The evidence of paired images.</param>
/// <param name="Unpaired">The evidence of two samples.</param>
internal sealed record ComparedPair(
    string Subject, string Reference, Pairing Pairing, Verdict Verdict, double? P, double? AdjustedP, double? AdjustedRetrainedP, int? ImagesThatWouldTell,
    PairedEvidence? Paired, UnpairedEvidence? Unpaired)
{
    /// <summary>Per image, -10..10.</summary>
    public double? MeanGradeDifference => Paired?.Images.MeanGradeDifference ?? Unpaired?.MeanGradeDifference;
}
