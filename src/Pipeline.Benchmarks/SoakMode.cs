using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>Minutes at saturation: memory over time, which must not grow.</summary>
internal static class SoakMode
{
    private const int Clients = 8;

    /// <summary>Per line.</summary>
    private const double Seconds = 30;

    public static void Run(double minutes)
    {
        using var scratch = new Scratch();
        var pictures = new BenchPictures(scratch.Path, 640, 480, 16, 16);
        using var server = new BenchServer(BenchNetwork.Mini);
        long start = Stopwatch.GetTimestamp();
        List<double> memory = [];
        Console.WriteLine("minute | images/s | p99 ms | MB resident");
        while (Stopwatch.GetElapsedTime(start).TotalMinutes < minutes)
        {
            var load = LoadClient.Start(server.Url, Seconds, Clients, pictures.Folder);
            memory.Add(server.State().Bytes / 1e6);
            Console.WriteLine(string.Create(Numbers.Culture, $"{Stopwatch.GetElapsedTime(start).TotalMinutes,5:F1} | {load.PerSecond:F1} | {load.Percentile(99):F0} | {memory[^1]:F0}"));
        }

        int third = Math.Max(1, memory.Count / 3);
        double early = Numbers.Median(memory.Skip(memory.Count > third ? third : 0).Take(third)), late = Numbers.Median(memory.TakeLast(third));
        Console.WriteLine(string.Create(Numbers.Culture, $"median of the second third {early:F0} MB, of the last {late:F0} MB ({late - early:+0.0;-0.0}); {server.State().Words}"));
    }
}
