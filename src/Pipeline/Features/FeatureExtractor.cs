using System.Diagnostics;
using Pipeline.Backbones;
using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Features;

/// <summary>
/// Image files into features. Each core runs a worker of its own that reads, decodes and infers image after image, on a network of one thread
/// whose weights all workers share: nobody waits for anybody, and the numbers do not depend on how many cores there are.
/// </summary>
/// <param name="backbone">The frozen network.</param>
/// <param name="root">The folder that image paths are relative to.</param>
/// <param name="decoding">What decodes.</param>
/// <param name="workers">Images under way at once; 0 takes one per core.</param>
internal sealed class FeatureExtractor(Backbone backbone, string root, DecodePolicy decoding, int workers = 0)
{
    public Backbone Backbone => backbone;

    /// <param name="keep">Called with one row at a time, in any order of images.</param>
    /// <exception cref="PipelineException">An image changed or vanished since the scan.</exception>
    public void Extract(IReadOnlyList<LabeledImage> images, Action<FeatureRow> keep, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (images.Count == 0)
        {
            return;
        }

        int next = -1, done = 0;
        var gate = new Lock();
        using var network = backbone.Open(threads: 1);
        Cores.For(Math.Min(workers == 0 ? Environment.ProcessorCount : workers, images.Count), (_, loop) =>
        {
            using var session = network.Share();
            for (int i = Interlocked.Increment(ref next); i < images.Count && !loop.ShouldExitCurrentIteration; i = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                var row = ExtractOne(session, images[i]);
                lock (gate)
                {
                    keep(row);
                    progress.Report(new Progress($"extracting {backbone.Card.Name} features", ++done, images.Count, "images"));
                }
            }
        }, cancellation);
    }

    private FeatureRow ExtractOne(BackboneSession session, LabeledImage image)
    {
        long start = Stopwatch.GetTimestamp();
        byte[] bytes = ReadUnchanged(image);
        EvalTransform.Transform(decoding.Decode(bytes, backbone.Transform), backbone.Transform, session.Pixels);
        session.Run();
        float cost = (float)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new FeatureRow(image.ContentHash, cost, session.Features.ToArray(), session.Logits.ToArray());
    }

    private byte[] ReadUnchanged(LabeledImage image)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(root, image.Path));
            return Hashing.OfBytes(bytes) == image.ContentHash
                ? bytes
                : throw new PipelineException($"{image.Path} changed while the run was under way; run again");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{image.Path} could be read at the scan, but not any more ({problem.Message}); run again", problem);
        }
    }
}
