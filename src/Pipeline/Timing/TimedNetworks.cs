using Pipeline.Backbones;
using Pipeline.Configuration;

namespace Pipeline.Timing;

/// <summary>Networks that several heads are timed on: loaded once each, or the heads of a sweep would hold the same weights in memory many times.</summary>
internal sealed class TimedNetworks(IReadOnlyList<LatencyRequest> requests, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<(Backbone, int), BackboneSession> _loaded = [];

    /// <returns>Opens the way over the shared network; null where nobody shares it, or it is a server's.</returns>
    public Func<IPredictionPath>? Shared(LatencyRequest request) =>
        Network(request) is { } network && requests.Count(other => Network(other) == network) > 1
            ? () => new DirectPath((HeadSubject)request.Subject, request.Timing, clock, Load(network).Share())
            : null;

    /// <summary>After the ways that share them.</summary>
    public void Dispose()
    {
        foreach (var network in _loaded.Values)
        {
            network.Dispose();
        }
    }

    private BackboneSession Load((Backbone Backbone, int Threads) network)
    {
        if (!_loaded.TryGetValue(network, out var session))
        {
            session = _loaded[network] = network.Backbone.Open(network.Threads);
        }

        return session;
    }

    /// <returns>Null where it is a server's, or another program's.</returns>
    private static (Backbone Backbone, int Threads)? Network(LatencyRequest request) =>
        request is { Subject: HeadSubject head, Timing.Path: TimingPath.Direct } ? (head.Backbone, request.Timing.Threads) : null;
}
