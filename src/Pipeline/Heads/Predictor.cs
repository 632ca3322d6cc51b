using Pipeline.Backbones;
using Pipeline.Imaging;

namespace Pipeline.Heads;

/// <summary>One ranked answer.</summary>
/// <param name="Label">What the image shows, in the head's answer space.</param>
/// <param name="Score">A probability where the head gives probabilities.</param>
public readonly record struct RankedLabel(string Label, double Score);

/// <summary>Where the time of one prediction went, in milliseconds.</summary>
/// <param name="DecodeMs">Reading and decoding the file.</param>
/// <param name="TransformMs">Resizing, cropping, normalising.</param>
/// <param name="BackboneMs">The network.</param>
/// <param name="HeadMs">The head and the ranking.</param>
/// <param name="TransportMs">Whatever lies between asking and the answer beside these: 0 within a process, else sending, waiting and receiving.</param>
public readonly record struct PredictionParts(double DecodeMs, double TransformMs, double BackboneMs, double HeadMs, double TransportMs = 0)
{
    public double TotalMs => DecodeMs + TransformMs + BackboneMs + HeadMs + TransportMs;
}

/// <summary>An image file's bytes to ranked labels by one network and one head: the way that prediction and timing share. For one thread at a time.</summary>
/// <param name="backbone">The frozen network.</param>
/// <param name="session">Of that network; it goes with the predictor.</param>
/// <param name="head">The head that answers.</param>
/// <param name="decoding">What decodes.</param>
/// <param name="clock">Times the parts.</param>
internal sealed class Predictor(Backbone backbone, BackboneSession session, IHead head, DecodePolicy decoding, TimeProvider clock) : IDisposable
{
    private readonly ImagePass _pass = new(backbone, session);

    /// <param name="threads">Threads inside the network; 0 takes every core.</param>
    public Predictor(Backbone backbone, IHead head, DecodePolicy decoding, int threads, TimeProvider clock)
        : this(backbone, backbone.Open(threads), head, decoding, clock) { }

    /// <summary>One for another thread over the same weights, to be disposed before this one.</summary>
    public Predictor Share() => new(backbone, session.Share(), head, decoding, clock);

    /// <param name="read">Brings the file's bytes; its time counts as decoding.</param>
    /// <param name="count">How many labels at most.</param>
    /// <exception cref="UndecodableImageException">The bytes are no usable image.</exception>
    public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count)
    {
        long start = clock.GetTimestamp();
        var image = decoding.Decode(read(), backbone.Transform);
        long decoded = clock.GetTimestamp();
        _pass.Transform(image);
        long transformed = clock.GetTimestamp();
        _pass.Run();
        long inferred = clock.GetTimestamp();
        var labels = _pass.Answer(head, count).Labels;
        long answered = clock.GetTimestamp();
        return (labels, new PredictionParts(Ms(start, decoded), Ms(decoded, transformed), Ms(transformed, inferred), Ms(inferred, answered)));
    }

    public void Dispose() => _pass.Dispose();

    private double Ms(long from, long to) => clock.GetElapsedTime(from, to).TotalMilliseconds;
}
