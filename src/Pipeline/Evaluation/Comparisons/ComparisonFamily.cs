using System.Collections.Concurrent;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation.Comparisons;

/// <summary>Several comparisons that are shown together, and whose chance of a false claim is therefore held down together.</summary>
internal static class ComparisonFamily
{
    /// <summary>The chance of one or more false claims in the family.</summary>
    public const double Level = 0.05;

    /// <param name="pairs">Subject and reference of each comparison.</param>
    /// <param name="seed">Seed of bootstrap and random signs; the result depends on it and on the pairs alone, not on their order.</param>
    /// <param name="progress">Hears of every pair.</param>
    /// <param name="cancellation">Stops between two pairs.</param>
    /// <returns>In the order of <paramref name="pairs"/>.</returns>
    public static IReadOnlyList<ComparedPair> Compare(
        IReadOnlyList<(Entrant Subject, Entrant Reference)> pairs, int seed, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var alone = new ComparedPair[pairs.Count];
        var draws = new ConcurrentDictionary<string, Lazy<SharedBootstrap>>(StringComparer.Ordinal);
        int done = 0;
        Parallel.For(0, alone.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            alone[i] = Alone(pairs[i].Subject, pairs[i].Reference, seed, DrawsOf);
            progress.Report(new Progress("comparing", Interlocked.Increment(ref done), alone.Length, "pairs"));
        });
        return WithNeededImages(Judged(alone), cancellation);

        SharedBootstrap DrawsOf(AnsweredImages images) => draws.GetOrAdd(images.Assignment, _ => new Lazy<SharedBootstrap>(
            () => new SharedBootstrap([.. images.Outcomes.Select(image => new Observation(0, image.Group, image.Truth))], seed))).Value;
    }

    private static ComparedPair Alone(Entrant subject, Entrant reference, int seed, Func<AnsweredImages, SharedBootstrap> draws)
    {
        var pairing = Pairing.Of(subject, reference);
        var paired = pairing.Basis == PairBasis.Paired ? PairedEvidence.Of(subject, reference, seed, draws(subject.Answers)) : null;
        var unpaired = pairing.Basis == PairBasis.Unpaired ? UnpairedEvidence.Of(subject.Answers, reference.Answers) : null;
        return new(
            subject.Name, reference.Name, pairing, Verdict.Refused, paired?.Images.Grades.P ?? unpaired?.Test.P, null, paired?.Retrained?.P, null, paired, unpaired);
    }

    private static ComparedPair[] Judged(ComparedPair[] alone)
    {
        double?[] p = Corrected(alone, pair => pair.P), retrained = Corrected(alone, pair => pair.AdjustedRetrainedP);
        return [.. alone.Select((pair, i) => pair with { AdjustedP = p[i], AdjustedRetrainedP = retrained[i], Verdict = Judge(pair, p[i]) })];
    }

    private static double?[] Corrected(ComparedPair[] pairs, Func<ComparedPair, double?> p)
    {
        int[] members = [.. Enumerable.Range(0, pairs.Length).Where(i => p(pairs[i]) is not null)];
        double[] adjusted = Holm.Adjust([.. members.Select(i => p(pairs[i])!.Value)]);
        double?[] result = new double?[pairs.Length];
        foreach ((int place, int i) in members.Index())
            result[i] = adjusted[place];
        return result;
    }

    private static Verdict Judge(ComparedPair pair, double? p) => p switch
    {
        null => Verdict.Refused,
        >= Level => Verdict.NotDistinguishable,
        _ => (pair.Unpaired is { } unpaired ? unpaired.SubjectLeads : pair.MeanGradeDifference > 0) switch
        {
            true => Verdict.Better,
            false => Verdict.Worse,
            null => Verdict.NotDistinguishable,
        },
    };

    // Many runs of a sweep differ from the baseline on equally many images; each such case is worked out once. The level is the one that
    // the smallest p-value of the family has to pass.
    private static ComparedPair[] WithNeededImages(ComparedPair[] judged, CancellationToken cancellation)
    {
        double level = Level / Math.Max(1, judged.Count(pair => pair.P is not null));
        var known = new ConcurrentDictionary<(double, double), int?>();
        Parallel.For(0, judged.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (judged[i] is { Verdict: Verdict.NotDistinguishable, Paired: { } paired })
            {
                int? needed = known.GetOrAdd((paired.OnlySubject, paired.OnlyReference), shares => McNemarPower.SampleSize(shares.Item1, shares.Item2, alpha: level));
                // Fewer than there are: grades of 5 say what right and wrong do not, and the sum does not speak for the test that was made.
                judged[i] = judged[i] with { ImagesThatWouldTell = needed > paired.Images.Images ? needed : null };
            }
        });
        return judged;
    }
}
