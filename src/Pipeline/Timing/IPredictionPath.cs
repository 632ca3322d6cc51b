using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Heads;

namespace Pipeline.Timing;

/// <summary>
/// A way from an image file's bytes to its top labels, open and ready: a call within the program, or an upload to a server. For one thread at
/// a time; what it has opened, a process of its own included, ends with it.
/// </summary>
internal interface IPredictionPath : IDisposable
{
    /// <param name="read">Brings the file's bytes; its time counts as decoding.</param>
    /// <param name="count">How many labels at most.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PipelineException">The image cannot be used, or there is no answer.</exception>
    (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count, CancellationToken cancellation);
}

/// <summary>Opens a way for what is to be timed. The time it takes is that of a cold start: loading the network, or starting the server until it listens.</summary>
internal delegate IPredictionPath OpenPath(LatencySubject subject, TimingConfig config, CancellationToken cancellation);

/// <summary>The same for a head over a network.</summary>
internal delegate IPredictionPath OpenHeadPath(HeadSubject subject, TimingConfig config, CancellationToken cancellation);

/// <summary>A call within the program.</summary>
/// <param name="subject">What is timed.</param>
/// <param name="config">How.</param>
/// <param name="clock">Times the parts.</param>
/// <param name="network">The network, where it is loaded already.</param>
internal sealed class DirectPath(HeadSubject subject, TimingConfig config, TimeProvider clock, BackboneSession? network = null) : IPredictionPath
{
    private readonly Predictor _predictor = new(subject.Backbone, network ?? subject.Backbone.Open(config.Threads), subject.Head, subject.Decoding, clock);

    public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count, CancellationToken cancellation) => _predictor.Predict(read, count);

    public void Dispose() => _predictor.Dispose();
}
