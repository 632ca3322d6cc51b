using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Pipeline.Benchmarks;

/// <summary>Everything bad that we know of, sent to the real server: no 500, no end of the process, no growth.</summary>
internal static class AttackMode
{
    private const int Clients = 8;

    public static void Run(int mutants)
    {
        using var server = new BenchServer(BenchNetwork.Mini);
        if (Environment.GetEnvironmentVariable("PIPELINE_ASSETS") is { Length: > 0 } assets)
        {
            string[] odd = [.. Directory.EnumerateFiles(Path.Combine(assets, "odd")).Order(StringComparer.Ordinal)];
            Report(server, $"{odd.Length} odd files, raw and as forms", Post(server, odd.Length, 1, i => Raw(File.ReadAllBytes(odd[i]))).Concat(Post(server, odd.Length, 1, i => Form(File.ReadAllBytes(odd[i]), Path.GetFileName(odd[i])))));
        }

        var source = new Mutants(20_250_101);
        Mutate(server, source, mutants / 10);
        double before = server.State().Bytes;
        Mutate(server, source, mutants - (mutants / 10));
        Console.WriteLine(string.Create(Numbers.Culture, $"memory after the first tenth {before / 1e6:F0} MB, at the end {server.State().Bytes / 1e6:F0} MB"));
        Report(server, "1000 damaged forms", Post(server, 1000, Clients, _ => DamagedForm(source)));
        Sockets(server);
        using var answer = server.Client.GetAsync("/healthz").GetAwaiter().GetResult();
        Console.WriteLine($"afterwards: {(int)answer.StatusCode}; standard error: {(server.Complaints.Length == 0 ? "nothing" : server.Complaints)}");
    }

    private static void Mutate(BenchServer server, Mutants source, int count)
    {
        byte[][] all = [.. Enumerable.Range(0, count).Select(_ => source.Next())];
        Report(server, $"{count} mutants", Post(server, count, Clients, i => Raw(all[i])));
    }

    private static void Report(BenchServer server, string what, IEnumerable<int> statuses)
    {
        int[] all = [.. statuses];
        Console.WriteLine(string.Create(Numbers.Culture, $"{what}: {string.Join(", ", all.CountBy(status => status).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {(pair.Key == 0 ? "no answer" : pair.Key)}"))}; {server.State().Bytes / 1e6:F0} MB"));
    }

    private static ConcurrentBag<int> Post(BenchServer server, int count, int clients, Func<int, HttpContent> body)
    {
        ConcurrentBag<int> statuses = [];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = clients }, i =>
        {
            try
            {
                using var content = body(i);
                using var response = server.Client.PostAsync("/api/v1/predict", content).GetAwaiter().GetResult();
                statuses.Add((int)response.StatusCode);
            }
            catch (HttpRequestException)
            {
                statuses.Add(0);
            }
        });
        return statuses;
    }

    private static ByteArrayContent Raw(byte[] bytes) => new(bytes);

    private static MultipartFormDataContent Form(byte[] bytes, string name)
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(bytes);
        form.Add(part, "image");
        part.Headers.ContentDisposition!.FileNameStar = name;
        return form;
    }

    private static ByteArrayContent DamagedForm(Mutants source)
    {
        lock (source)
        {
            using var form = Form(source.Next(), "a.jpg");
            var content = new ByteArrayContent(source.Flip(form.ReadAsByteArrayAsync().GetAwaiter().GetResult()));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(form.Headers.ContentType!.ToString());
            return content;
        }
    }

    /// <summary>Connections that say nothing, little, or nonsense; meanwhile somebody else is answered.</summary>
    private static void Sockets(BenchServer server)
    {
        var address = new Uri(server.Url);
        byte[][] beginnings =
        [
            [], "GET"u8.ToArray(), "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\nx"u8.ToArray(), "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n"u8.ToArray(),
            "\x16\x03\x01\x02\0\x01\0"u8.ToArray(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(),
        ];
        List<TcpClient> open = [];
        for (int i = 0; i < 180; i++)
        {
            var client = new TcpClient(address.Host, address.Port);
            client.GetStream().Write(beginnings[i % beginnings.Length]);
            open.Add(client);
        }

        long start = Stopwatch.GetTimestamp();
        using var answer = server.Client.GetAsync("/healthz").GetAwaiter().GetResult();
        Console.WriteLine(string.Create(Numbers.Culture, $"with {open.Count} connections that say nothing, little or nonsense: {(int)answer.StatusCode} after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        open.ForEach(client => client.Dispose());
    }
}
