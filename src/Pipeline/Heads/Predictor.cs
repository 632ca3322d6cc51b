using Pipeline.Backbones;
using Pipeline.Features;
using Pipeline.Imaging;

namespace Pipeline.Heads;

/// <summary>One ranked answer.</summary>
/// <param name="Label">What the image shows, in the head's answer space.</param>
/// <param name="Score">A probability where the head gives probabilities.</param>
public readonly record struct RankedLabel(string Label, double Score);

/// <summary>Where the time of one prediction went, in milliseconds.</summary>
public readonly record struct PredictionParts(double DecodeMs, double TransformMs, double BackboneMs, double HeadMs)
{
    public double TotalMs => DecodeMs + TransformMs + BackboneMs + HeadMs;
}

/// <summary>An image file's bytes to ranked labels: the way that prediction, timing and the page share. For one thread at a time.</summary>
/// <param name="backbone">The frozen network.</param>
/// <param name="head">The head that answers.</param>
/// <param name="decoding">What decodes.</param>
/// <param name="threads">Threads inside the network; 0 takes every core.</param>
/// <param name="clock">Times the parts.</param>
internal sealed class Predictor(Backbone backbone, IHead head, DecodePolicy decoding, int threads, TimeProvider clock) : IDisposable
{
    private readonly BackboneSession _session = backbone.Open(threads);

    /// <param name="read">Brings the file's bytes; its time counts as decoding.</param>
    /// <param name="count">How many labels at most.</param>
    /// <exception cref="UndecodableImageException">The bytes are no usable image.</exception>
    public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count)
    {
        long start = clock.GetTimestamp();
        var image = decoding.Decode(read(), backbone.Transform);
        long decoded = clock.GetTimestamp();
        EvalTransform.Transform(image, backbone.Transform, _session.Pixels);
        long transformed = clock.GetTimestamp();
        _session.Run();
        long inferred = clock.GetTimestamp();
        var labels = Answer(count);
        long answered = clock.GetTimestamp();
        return (labels, new PredictionParts(Ms(start, decoded), Ms(decoded, transformed), Ms(transformed, inferred), Ms(inferred, answered)));
    }

    public void Dispose() => _session.Dispose();

    private List<RankedLabel> Answer(int count)
    {
        var table = new FeatureTable(_session.Features.ToArray(), backbone.Dimension, _session.Logits.ToArray(), backbone.ClassCount);
        var scores = head.Predict(new HeldOutFeatures(table, [0]));
        return [.. scores.Top(0, count).Select(answer => new RankedLabel(head.Space.Answers[answer], scores.Row(0)[answer]))];
    }

    private double Ms(long from, long to) => clock.GetElapsedTime(from, to).TotalMilliseconds;
}
