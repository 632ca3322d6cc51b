using System.Collections.Concurrent;

namespace Pipeline.Serving;

/// <summary>What the server counts about itself.</summary>
internal sealed class ServingMeter
{
    private long _abandoned;

    /// <summary>Requests by route and status; routes are those of the program, so that a stranger cannot make it grow.</summary>
    public ConcurrentDictionary<(string Route, int Status), long> Requests { get; } = [];

    /// <summary>From an image's arrival to its answer.</summary>
    public Histogram Answering { get; } = new();

    /// <summary>Waiting for a worker.</summary>
    public Histogram Queueing { get; } = new();

    /// <summary>Images that whoever asked did not wait for.</summary>
    public long AbandonedImages => Volatile.Read(ref _abandoned);

    public void Count(string route, int status) => Requests.AddOrUpdate((route, status), 1, (_, count) => count + 1);

    public void Abandoned() => Interlocked.Increment(ref _abandoned);

    public void Answered(double serverMs, double queueMs)
    {
        Answering.Add(serverMs / 1000);
        Queueing.Add(queueMs / 1000);
    }
}
