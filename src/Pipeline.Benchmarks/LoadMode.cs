using System.Diagnostics;
using Pipeline.Heads;
using Pipeline.Timing;

namespace Pipeline.Benchmarks;

/// <summary>
/// The server's throughput against prediction in a process on the same bytes. Both take turns, so that whatever else the machine does meets both. The
/// generator's processor time is taken off: what it uses, the server on the same cores cannot.
/// </summary>
internal static class LoadMode
{
    private static readonly int[] Clients = [1, 2, 4, 8, 16, 32];

    /// <param name="seconds">Of each measurement.</param>
    /// <param name="rounds">Of each row.</param>
    /// <param name="clients">All numbers of clients when empty.</param>
    public static void Run(double seconds, int rounds, IReadOnlyList<int> clients)
    {
        using var scratch = new Scratch();
        var pictures = new BenchPictures(scratch.Path, 640, 480, 16, 16);
        foreach (var network in BenchNetwork.All)
        {
            using var server = new BenchServer(network);
            LoadClient.Start(server.Url, 1, 4, pictures.Folder);
            Console.WriteLine($"{network.Name}, {pictures.Name}, {rounds} rounds of {seconds} s each");
            Console.WriteLine("clients | images/s | median ms | p95 | p99 | server core-ms/image | in-process | client | of in-process by the clock | by processor time");
            foreach (int count in clients.Count > 0 ? clients : Clients)
            {
                Row(server, pictures, count, seconds, rounds);
            }

            Console.WriteLine($"server: {server.State().Words}; {server.State().Bytes / 1e6:F0} MB resident");
        }
    }

    private static void Row(BenchServer server, BenchPictures pictures, int clients, double seconds, int rounds)
    {
        List<double> rate = [], median = [], p95 = [], p99 = [], serverMs = [], aloneMs = [], clientMs = [], byClock = [], byCpu = [];
        for (int round = 0; round < rounds; round++)
        {
            var alone = InProcess(server.Subject, pictures, seconds);
            var before = server.State();
            var load = LoadClient.Start(server.Url, seconds, clients, pictures.Folder);
            double cpu = (server.State().Cpu - before.Cpu).TotalMilliseconds / (load.Images + clients);
            double left = 1 - (load.CpuSeconds / load.Seconds / Environment.ProcessorCount);
            rate.Add(load.PerSecond);
            median.Add(load.Percentile(50));
            p95.Add(load.Percentile(95));
            p99.Add(load.Percentile(99));
            serverMs.Add(cpu);
            aloneMs.Add(alone.CpuMs);
            clientMs.Add(1000 * load.CpuSeconds / load.Images);
            byClock.Add(load.PerSecond / (alone.PerSecond * left));
            byCpu.Add(alone.CpuMs / cpu);
        }

        Console.WriteLine(string.Create(
            Numbers.Culture,
            $"{clients,2} | {Numbers.Median(rate):F1} | {Numbers.Median(median):F1} | {Numbers.Median(p95):F1} | {Numbers.Median(p99):F1} | {Numbers.Median(serverMs):F2} | {Numbers.Median(aloneMs):F2} | {Numbers.Median(clientMs):F2} | {Numbers.Spread(byClock)} | {Numbers.Spread(byCpu)}"));
    }

    /// <summary>Every core predicts one image after the other, on its own tensors over the same weights: what the server's workers do, without a server.</summary>
    private static (double PerSecond, double CpuMs) InProcess(HeadSubject subject, BenchPictures pictures, double seconds)
    {
        byte[][] files = [.. pictures.Paths.Select(File.ReadAllBytes)];
        using var network = subject.Backbone.Open(threads: 1);
        using var passes = new PerCore<ImagePass>(() => new ImagePass(subject.Backbone, network.Share()));
        Work(TimeSpan.Zero);
        var start = Moment.Now();
        int images = Work(TimeSpan.FromSeconds(seconds));
        var end = Moment.Now();
        return (images / Stopwatch.GetElapsedTime(start.Ticks, end.Ticks).TotalSeconds, (end.Cpu - start.Cpu).TotalMilliseconds / images);

        int Work(TimeSpan time)
        {
            long begin = Stopwatch.GetTimestamp();
            int done = 0;
            var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(core => new Thread(() =>
            {
                for (int i = core; i == core || Stopwatch.GetElapsedTime(begin) < time; i++, Interlocked.Increment(ref done))
                {
                    Predict(passes[core], subject, files[i % files.Length]);
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return done;
        }
    }

    private static void Predict(ImagePass pass, HeadSubject subject, byte[] file)
    {
        pass.Transform(subject.Decoding.Decode(file, subject.Backbone.Transform));
        pass.Run();
        pass.Answer(subject.Head, 3);
    }
}
