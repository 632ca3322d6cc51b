using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>What one unit of work cost all cores together, in core-milliseconds.</summary>
/// <param name="Wall">Elapsed time times cores: also counts cores that wait. Other processes' work disturbs it.</param>
/// <param name="Cpu">Processor time of this process: blind to waiting, steady on a busy machine.</param>
internal readonly record struct CoreMs(double Wall, double Cpu)
{
    public static CoreMs operator +(CoreMs a, CoreMs b) => new(a.Wall + b.Wall, a.Cpu + b.Cpu);
}

/// <summary>A moment on both clocks.</summary>
internal readonly record struct Moment(long Ticks, TimeSpan Cpu)
{
    public static Moment Now()
    {
        using var process = Process.GetCurrentProcess();
        return new Moment(Stopwatch.GetTimestamp(), process.TotalProcessorTime);
    }

    /// <param name="units">Units of work done since.</param>
    public CoreMs Until(Moment end, int units) => new(
        Stopwatch.GetElapsedTime(Ticks, end.Ticks).TotalMilliseconds * Environment.ProcessorCount / units, (end.Cpu - Cpu).TotalMilliseconds / units);
}

internal static class Meter
{
    /// <summary>Runs work on every core at once, as extraction does: cores that share caches and memory slow each other down.</summary>
    /// <param name="perCore">Units each core does.</param>
    /// <param name="work">Does one unit: core, number of the unit.</param>
    public static CoreMs OnEveryCore(int perCore, Action<int, int> work)
    {
        using var gate = new Barrier(Environment.ProcessorCount + 1);
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(core => new Thread(() =>
        {
            gate.SignalAndWait();
            for (int i = 0; i < perCore; i++)
            {
                work(core, i);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        gate.SignalAndWait();
        var start = Moment.Now();
        threads.ForEach(thread => thread.Join());
        return start.Until(Moment.Now(), perCore * Environment.ProcessorCount);
    }

    /// <summary>Milliseconds of one call.</summary>
    public static double Ms(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Repeats rounds until time is up; the first round warms up and is not counted.</summary>
    public static void Rounds(TimeSpan budget, Action<bool> round)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 4 || Stopwatch.GetElapsedTime(start) < budget; i++)
        {
            round(i > 0);
        }
    }
}
