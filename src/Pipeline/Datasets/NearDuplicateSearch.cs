using System.Collections.Concurrent;
using Pipeline.Imaging;

namespace Pipeline.Datasets;

/// <summary>
/// All pairs of near-duplicates among N pictures. Every pair is looked at: the hashes of 50,000 pictures are 2 MB, and counting bits is what processors
/// do best, so that no index is as quick as none at the distances that crops need.
/// </summary>
internal static class NearDuplicateSearch
{
    /// <param name="thumbnails">One per picture; null for one that cannot be compared.</param>
    /// <param name="distance">Bits of the perceptual hash that may differ for two pictures to be compared closely.</param>
    /// <param name="progress">Is told now and then.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>Pairs of indexes, the smaller first, in order.</returns>
    public static IReadOnlyList<NearPair> Pairs(IReadOnlyList<GreyThumbnail?> thumbnails, int distance, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var pictures = new NearDuplicate?[thumbnails.Count];
        Parallel.For(0, pictures.Length, options, i => pictures[i] = thumbnails[i] is { } thumbnail ? new NearDuplicate(thumbnail) : null);

        var pairs = new ConcurrentBag<NearPair>();
        int done = 0;
        Parallel.For(0, pictures.Length, options, first =>
        {
            for (int second = 0; second < first; second++)
            {
                if (pictures[first] is { } one && pictures[second] is { } other && Agreement(one, other, distance) is { } agreement)
                {
                    pairs.Add(new NearPair(second, first, agreement));
                }
            }

            int compared = Interlocked.Increment(ref done);
            if (compared % 256 == 0)
            {
                progress?.Report(new Progress("comparing images", compared, pictures.Length, "images"));
            }
        });
        return [.. pairs.OrderBy(pair => (pair.First, pair.Second))];
    }

    /// <returns>Null for two different pictures.</returns>
    private static double? Agreement(NearDuplicate one, NearDuplicate other, int distance)
    {
        double best = 0;
        if (one.MayContain(other, distance))
        {
            best = one.CorrelationWith(other);
        }

        if (best < NearDuplicate.MinCorrelation && other.MayContain(one, distance))
        {
            best = other.CorrelationWith(one);
        }

        return best < NearDuplicate.MinCorrelation ? null : best;
    }
}

/// <summary>Two pictures of which one is an altered copy of the other.</summary>
/// <param name="First">Index of the one.</param>
/// <param name="Second">Index of the other, larger than <paramref name="First"/>.</param>
/// <param name="Correlation">How well they agree, 0.95 to 1.</param>
internal sealed record NearPair(int First, int Second, double Correlation);
