namespace Pipeline.Evaluation.Comparisons;

/// <summary>On what ground two runs are compared.</summary>
internal enum PairBasis
{
    /// <summary>The same images held out in the same folds: each image is its own control.</summary>
    Paired,

    /// <summary>Other images, or other folds: two samples.</summary>
    Unpaired,

    /// <summary>The two were asked different questions; no verdict is given.</summary>
    Refused,
}

/// <summary>Whether two runs may be compared, and how.</summary>
/// <param name="Basis">The ground.</param>
/// <param name="Because">Why not paired; null where they are.</param>
internal readonly record struct Pairing(PairBasis Basis, string? Because = null)
{
    public static Pairing Of(Entrant subject, Entrant reference)
    {
        if (subject.Grading != reference.Grading)
            return new(PairBasis.Refused, $"graded by different rules ({subject.Grading} and {reference.Grading}); 'pipeline rescore' shows one run under the other's rule");
        if (subject.ChoosesAmongLabels != reference.ChoosesAmongLabels)
            return new(PairBasis.Refused, "one answers with the 1000 ImageNet classes, the other with the labels of the dataset, an easier question; compare label_space: mapped instead");
        if (!subject.Classes.SequenceEqual(reference.Classes, StringComparer.Ordinal))
            return new(PairBasis.Refused, $"their classes differ ({subject.Classes.Count} and {reference.Classes.Count}), so that they answer different questions");
        return subject.Answers.Assignment == reference.Answers.Assignment
            ? new(PairBasis.Paired)
            : new(PairBasis.Unpaired, "not the same images held out in the same folds; run both with one dataset, split and seed to compare image by image");
    }
}
