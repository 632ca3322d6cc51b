using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>Minutes at saturation: whatever could grow, over time; and what is really alive at the start, half-way and at the end.</summary>
internal static class SoakMode
{
    private const int Clients = 8;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10), Between = TimeSpan.FromSeconds(10);

    public static void Run(double minutes)
    {
        using var scratch = new Scratch();
        var pictures = new BenchPictures(scratch.Path, 640, 480, 16, 16);
        foreach (var network in BenchNetwork.All)
        {
            Soak(network, pictures, TimeSpan.FromMinutes(minutes));
        }
    }

    private static void Soak(BenchNetwork network, BenchPictures pictures, TimeSpan time)
    {
        using var server = new BenchServer(network);
        Console.WriteLine(string.Create(Numbers.Culture, $"{network.Name}, {pictures.Name}, {Clients} clients, {time.TotalMinutes:F1} minutes"));
        Console.WriteLine("minute | answers | MB resident | MB anonymous | MB held by the collector | threads | handles | KB allocated/answer");
        LoadClient.Start(server.Url, WarmUp.TotalSeconds, Clients, pictures.Folder);
        List<ServerState> states = [];
        List<double> live = [server.LiveBytes()];
        long start = Stopwatch.GetTimestamp();
        for (int half = 0; half < 2; half++)
        {
            var load = Task.Run(() => LoadClient.Start(server.Url, time.TotalSeconds / 2, Clients, pictures.Folder));
            while (!load.Wait(Between))
            {
                states.Add(server.State());
                Console.WriteLine(Line(Stopwatch.GetElapsedTime(start), states[^1], states[0]));
            }

            live.Add(server.LiveBytes());
            Console.WriteLine(string.Create(Numbers.Culture, $"{load.Result.PerSecond:F1} images/s, p50 {load.Result.Percentile(50):F1} ms, p99 {load.Result.Percentile(99):F1} ms, {load.Result.Others} not answered"));
        }

        Console.WriteLine($"alive after a full collection, MB: {string.Join(", ", live.Select(bytes => Numbers.Text(bytes / 1e6, "F2")))} (after the warm-up, half-way, at the end)");
        var late = states.Skip(states.Count / 2).ToList();
        Console.WriteLine($"second half, MB per 1000 answers: resident {Slope(late, state => state.Bytes)}, anonymous {Slope(late, state => state.AnonymousBytes)}");
        Console.WriteLine(server.State().Words);
    }

    private static string Slope(List<ServerState> states, Func<ServerState, double> bytes) =>
        states.Count < 3 ? "too few points" : Trend.Of([.. states.Select(state => (state.Answers / 1000.0, bytes(state) / 1e6))]).Words;

    private static string Line(TimeSpan at, ServerState state, ServerState first)
    {
        double allocated = state.Answers == first.Answers ? 0 : (state.AllocatedBytes - first.AllocatedBytes) / (state.Answers - first.Answers) / 1e3;
        return string.Create(
            Numbers.Culture,
            $"{at.TotalMinutes,5:F2} | {state.Answers} | {state.Bytes / 1e6:F1} | {state.AnonymousBytes / 1e6:F1} | {state.CommittedBytes / 1e6:F1} | {state.Threads} | {state.Handles} | {allocated:F0}");
    }
}
