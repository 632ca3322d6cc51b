using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Benchmarks;

/// <summary>What one load generator saw.</summary>
/// <param name="Images">Answered with 200.</param>
/// <param name="Others">Answered otherwise, or not.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="CpuSeconds">Processor time of the generator meanwhile.</param>
/// <param name="Ms">Each request, from sending to the decoded answer.</param>
internal sealed record LoadResult(int Images, int Others, double Seconds, double CpuSeconds, double[] Ms)
{
    public double PerSecond => Images / Seconds;

    public double Percentile(double p)
    {
        double[] sorted = [.. Ms.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(p / 100 * sorted.Length) - 1)];
    }
}

/// <summary>A load generator: so many clients, each of which asks again as soon as it has its answer. A process of its own, so that its processor time is known.</summary>
internal static class LoadClient
{
    /// <summary>Starts this program anew as a generator.</summary>
    public static LoadResult Start(string url, double seconds, int clients, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadClient).Assembly.Location, "load-client", url, seconds.ToString("R", Numbers.Culture), clients.ToString(Numbers.Culture), folder])
        {
            RedirectStandardOutput = true,
        })!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<LoadResult>(answer)!;
    }

    /// <summary>The generator itself.</summary>
    public static void Run(string url, double seconds, int clients, string folder)
    {
        byte[][] files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = clients }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(2) };
        // Connections are made and code is compiled before the clock starts.
        Ask(client, files, TimeSpan.Zero, clients).GetAwaiter().GetResult();
        var start = Moment.Now();
        var asked = Ask(client, files, TimeSpan.FromSeconds(seconds), clients).GetAwaiter().GetResult();
        var end = Moment.Now();
        Console.WriteLine(JsonSerializer.Serialize(new LoadResult(
            asked.Sum(one => one.Ms.Count), asked.Sum(one => one.Others), Stopwatch.GetElapsedTime(start.Ticks, end.Ticks).TotalSeconds, (end.Cpu - start.Cpu).TotalSeconds,
            [.. asked.SelectMany(one => one.Ms)])));
    }

    private static Task<(List<double> Ms, int Others)[]> Ask(HttpClient client, byte[][] files, TimeSpan time, int clients)
    {
        long start = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, clients).Select(async number =>
        {
            (List<double> Ms, int Others) own = ([], 0);
            for (int i = number; i == number || Stopwatch.GetElapsedTime(start) < time; i++)
            {
                long sent = Stopwatch.GetTimestamp();
                using var response = await client.PostAsync("/api/v1/predict?top_k=3", new ByteArrayContent(files[i % files.Length]));
                using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
                if (response.IsSuccessStatusCode)
                {
                    own.Ms.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
                else
                {
                    own.Others++;
                }
            }

            return own;
        }));
    }
}
