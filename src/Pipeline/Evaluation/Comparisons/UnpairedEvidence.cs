using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation.Comparisons;

/// <summary>What two samples of images say of two runs: little, since easy and hard images do not cancel out.</summary>
/// <param name="MeanGradeDifference">The subject's mean grade less the reference's, -10..10.</param>
/// <param name="Test">Mann-Whitney over the groups of copies; where both held out some of the same images it errs on the careful side.</param>
/// <param name="SubjectLeads">Whether the subject's grades are the larger ones, by rank; null where neither's are.</param>
internal sealed record UnpairedEvidence(double MeanGradeDifference, MannWhitneyTest Test, bool? SubjectLeads)
{
    public static UnpairedEvidence Of(AnsweredImages subject, AnsweredImages reference)
    {
        double[] own = [.. subject.GroupGrades()], other = [.. reference.GroupGrades()];
        var test = MannWhitneyTest.Of(own, other);
        double half = own.Length * (double)other.Length / 2;
        return new(
            subject.Outcomes.Average(image => image.Grade) - reference.Outcomes.Average(image => image.Grade), test, test.U == half ? null : test.U > half);
    }
}
