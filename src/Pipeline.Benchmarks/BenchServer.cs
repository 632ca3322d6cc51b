using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Serving;
using Pipeline.Timing;

namespace Pipeline.Benchmarks;

/// <summary>'pipeline serve' in a process of its own, as it is run for many users: one-thread networks side by side, one per core.</summary>
internal sealed partial class BenchServer : IDisposable
{
    private readonly ServerProcess _process;

    public BenchServer(BenchNetwork network)
    {
        var backbone = network.Load();
        Subject = new LatencySubject(backbone, Head(), [], "", Extraction.Decoding);
        _process = ServerProcess.Start(PortableModel.Of(Subject, new TimingConfig(Threads: 1)), CancellationToken.None);
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Network and head, to be asked without the server.</summary>
    public LatencySubject Subject { get; }

    public string Url => _process.Url;

    public string Complaints => _process.Complaints;

    public HttpClient Client { get; }

    public ServerState State()
    {
        string text = Client.GetStringAsync("/metrics").GetAwaiter().GetResult();
        return new ServerState(
            TimeSpan.FromSeconds(Value(text, "process_cpu_seconds_total")), Value(text, "process_resident_memory_bytes"),
            [.. Status().Matches(text).Select(match => (match.Groups["status"].Value, long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)))]);
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
    }

    private static ZeroShotHead Head() => new(ZeroShotLabelSpace.Imagenet, new SpeciesMap(new SpeciesMapFile(1, []), "", "no species"), new LabelSet([]));

    private static double Value(string text, string name) =>
        double.Parse(text.Split('\n').Last(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    [GeneratedRegex("""pipeline_http_requests_total\{route="/api/v1/predict",status="(?<status>\d+)"\} (?<count>\d+)""")]
    private static partial Regex Status();
}

/// <summary>What the server says of itself.</summary>
/// <param name="Cpu">Processor time so far.</param>
/// <param name="Bytes">Resident memory.</param>
/// <param name="Statuses">Predictions by status.</param>
internal sealed record ServerState(TimeSpan Cpu, double Bytes, IReadOnlyList<(string Status, long Count)> Statuses)
{
    public string Words => string.Join(", ", Statuses.Select(one => $"{one.Count} x {one.Status}"));
}
