namespace Pipeline.Serving;

/// <summary>Durations counted in buckets, as Prometheus lays them out.</summary>
internal sealed class Histogram
{
    /// <summary>Upper bounds in seconds: from a small network's answer to a queue that is far too long.</summary>
    public static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    public void Add(double seconds)
    {
        int bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
        lock (_gate)
        {
            _counts[bucket < 0 ? Bounds.Length : bucket]++;
            _sum += seconds;
        }
    }

    /// <summary>Per bound those at or below it, the last without bound; and the sum in seconds.</summary>
    public (long[] Cumulative, double Sum) Read()
    {
        lock (_gate)
        {
            long all = 0;
            return ([.. _counts.Select(count => all += count)], _sum);
        }
    }
}
