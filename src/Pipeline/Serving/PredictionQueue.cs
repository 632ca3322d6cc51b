using System.Collections.Concurrent;

namespace Pipeline.Serving;

/// <summary>
/// Images wait here, up to a limit, for workers that run on threads of their own: inference would otherwise hold the threads that read and
/// write sockets. Each worker computes on a network of few threads, so that all cores are busy and nobody waits for anybody.
/// </summary>
internal sealed class PredictionQueue : IDisposable
{
    private readonly BlockingCollection<PredictionJob> _jobs = [];
    private readonly Thread[] _workers;
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private readonly ServingMeter _meter;
    private int _waiting;
    private double _meanMs = 100;

    /// <param name="networks">Every network that a job may ask for.</param>
    /// <param name="workers">Images under way at once.</param>
    /// <param name="capacity">Images that may wait.</param>
    /// <param name="clock">Times them.</param>
    /// <param name="meter">Counts them.</param>
    public PredictionQueue(IReadOnlyList<ServedNetwork> networks, int workers, int capacity, TimeProvider clock, ServingMeter meter)
    {
        (_capacity, _clock, _meter) = (capacity, clock, meter);
        _workers = [.. Enumerable.Range(0, workers).Select(i => new Thread(() => Work(networks)) { Name = $"prediction worker {i}", IsBackground = true })];
        foreach (var worker in _workers)
        {
            worker.Start();
        }
    }

    /// <summary>Images that may wait.</summary>
    public int Capacity => _capacity;

    /// <summary>Images under way at once.</summary>
    public int Workers => _workers.Length;

    /// <summary>Images that wait and have not been taken by a worker yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When a queue that is full now should have room again.</summary>
    public TimeSpan RetryAfter => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(Waiting * Volatile.Read(ref _meanMs) / 1000 / _workers.Length)));

    /// <exception cref="RefusedRequestException">There is no room for any image now.</exception>
    public void RequireRoom(int images)
    {
        if (Waiting + images > _capacity)
        {
            throw Full();
        }
    }

    /// <summary>All of them, or none.</summary>
    /// <exception cref="RefusedRequestException">There is no room for so many.</exception>
    public void Add(IReadOnlyCollection<PredictionJob> jobs)
    {
        if (Interlocked.Add(ref _waiting, jobs.Count) > _capacity)
        {
            Interlocked.Add(ref _waiting, -jobs.Count);
            throw Full();
        }

        foreach (var job in jobs)
        {
            job.Enqueue(_clock.GetTimestamp());
            _jobs.Add(job);
        }
    }

    /// <summary>Ends the workers once everything that waits is done.</summary>
    public void Dispose()
    {
        _jobs.CompleteAdding();
        foreach (var worker in _workers)
        {
            worker.Join();
        }

        _jobs.Dispose();
    }

    private RefusedRequestException Full() => RefusedRequestException.Busy($"{_capacity} images are waiting already; ask again later", RetryAfter);

    private void Work(IReadOnlyList<ServedNetwork> networks)
    {
        using var worker = new PredictionWorker(networks, _clock);
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            Interlocked.Decrement(ref _waiting);
            long start = _clock.GetTimestamp();
            job.Complete(worker.Predict);
            if (job.Done.IsCanceled)
            {
                _meter.Abandoned();
            }
            else
            {
                // The last dozen or so count.
                Volatile.Write(ref _meanMs, (0.9 * _meanMs) + (0.1 * _clock.GetElapsedTime(start).TotalMilliseconds));
            }
        }
    }
}
