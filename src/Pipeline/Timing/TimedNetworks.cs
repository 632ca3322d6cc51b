using Pipeline.Backbones;
using Pipeline.Configuration;

namespace Pipeline.Timing;

/// <summary>Networks that several heads are timed on: loaded once each, or the heads of a sweep would hold the same weights in memory many times.</summary>
internal sealed class TimedNetworks(IReadOnlyList<LatencyRequest> requests, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<(Backbone, int), BackboneSession> _loaded = [];

    /// <returns>Opens the way over the shared network; null where nobody shares it, or it is a server's.</returns>
    public Func<IPredictionPath>? Shared(LatencyRequest request) =>
        request.Timing.Path == TimingPath.Direct && requests.Count(other => other.Timing.Path == TimingPath.Direct && Network(other) == Network(request)) > 1
            ? () => new DirectPath(request.Subject, request.Timing, clock, Load(request).Share())
            : null;

    /// <summary>After the ways that share them.</summary>
    public void Dispose()
    {
        foreach (var network in _loaded.Values)
        {
            network.Dispose();
        }
    }

    private BackboneSession Load(LatencyRequest request)
    {
        if (!_loaded.TryGetValue(Network(request), out var network))
        {
            network = _loaded[Network(request)] = request.Subject.Backbone.Open(request.Timing.Threads);
        }

        return network;
    }

    private static (Backbone, int) Network(LatencyRequest request) => (request.Subject.Backbone, request.Timing.Threads);
}
