using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation.Comparisons;

/// <summary>What the same images say of two runs. Differences are the subject less the reference.</summary>
/// <param name="Images">Difference and test of the grades, which decides.</param>
/// <param name="McNemarP">Exact, on groups of copies; null with repeats, where an image may be right and wrong.</param>
/// <param name="Retrained">
/// Would the one algorithm beat the other when both are trained anew on other images? Over folds and repeats; null with fewer than two of them.
/// </param>
/// <param name="Agreement">Which images they share.</param>
/// <param name="OnlySubject">Share of images that the subject alone gets right; with repeats, the mean lead where it leads.</param>
/// <param name="OnlyReference">The other way round.</param>
internal sealed record PairedEvidence(
    PairedComparison Images, double? McNemarP, CorrectedResampledTTest? Retrained, Agreement Agreement, double OnlySubject, double OnlyReference)
{
    /// <param name="subject">The run that it is about.</param>
    /// <param name="reference">A run of the same assignment.</param>
    /// <param name="seed">Seed of random signs.</param>
    /// <param name="bootstrap">Draws of these images.</param>
    public static PairedEvidence Of(Entrant subject, Entrant reference, int seed, SharedBootstrap bootstrap)
    {
        (AnsweredImages own, AnsweredImages other) = (subject.Answers, reference.Answers);
        double[] leads = [.. own.Outcomes.Zip(other.Outcomes, (a, b) => a.RightShare - b.RightShare)];
        return new(
            PairedComparison.Of(own.Outcomes, other.Outcomes, seed, (differences, _) => bootstrap.OfMean(differences)),
            own.Repeats == 1 ? McNemarOfGroups(own.Outcomes, leads) : null,
            RetrainedTest(subject, reference),
            Agreement.Of(own, other),
            leads.Sum(lead => Math.Max(0, lead)) / leads.Length,
            leads.Sum(lead => Math.Max(0, -lead)) / leads.Length);
    }

    private static double McNemarOfGroups(IReadOnlyList<ImageOutcome> outcomes, double[] leads)
    {
        double[] groups = [.. outcomes.Zip(leads).GroupBy(pair => pair.First.Group).Select(group => group.Sum(pair => pair.Second))];
        return McNemar.ExactP(groups.Count(lead => lead > 0), groups.Count(lead => lead < 0));
    }

    private static CorrectedResampledTTest? RetrainedTest(Entrant subject, Entrant reference) =>
        subject.Answers.Folds.Count < 2
            ? null
            : CorrectedResampledTTest.Of([.. subject.Answers.Folds.Zip(reference.Answers.Folds, (a, b) => a.MeanGrade - b.MeanGrade)], subject.TestToTraining);
}
