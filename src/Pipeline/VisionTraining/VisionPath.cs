using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Timing;

namespace Pipeline.VisionTraining;

/// <summary>
/// From an image file's bytes to labels by another program: read, decoded and made upright here, then decoded, squashed and answered there. Both
/// decodings belong to it: it is the way that a prediction takes.
/// </summary>
/// <param name="answers">The program with its model; it goes with this.</param>
/// <param name="decoding">What decodes here.</param>
/// <param name="clock">Times the parts.</param>
internal sealed class VisionPath(VisionAnswers answers, DecodePolicy decoding, TimeProvider clock) : IPredictionPath
{
    public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        byte[] image = UprightFile.Of(read(), decoding, out _);
        double decodeMs = clock.GetElapsedTime(start).TotalMilliseconds;
        var labels = answers.Of(image, count, out double modelMs);
        double total = clock.GetElapsedTime(start).TotalMilliseconds;
        return (labels, new PredictionParts(decodeMs, 0, modelMs, 0, Math.Max(0, total - decodeMs - modelMs)));
    }

    public void Dispose() => answers.Dispose();
}
