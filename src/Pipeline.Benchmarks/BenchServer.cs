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
        Subject = new HeadSubject(backbone, Head(), [], "", Extraction.Decoding);
        _process = ServerProcess.Start(PortableModel.Of(Subject, new TimingConfig(Threads: 1)), CancellationToken.None);
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Network and head, to be asked without the server.</summary>
    public HeadSubject Subject { get; }

    public string Url => _process.Url;

    public string Complaints => _process.Complaints;

    public HttpClient Client { get; }

    public ServerState State()
    {
        string text = Metrics();
        return new ServerState(
            TimeSpan.FromSeconds(Value(text, "process_cpu_seconds_total")), Value(text, "process_resident_memory_bytes"), Anonymous(),
            Value(text, "dotnet_gc_committed_bytes"), Value(text, "dotnet_allocated_bytes_total"), (int)Value(text, "process_num_threads"), (int)Value(text, "process_open_handles"),
            (long)Value(text, "pipeline_prediction_duration_seconds_count"),
            [.. Status().Matches(text).Select(match => (match.Groups["status"].Value, long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Managed memory that a full collection leaves.</summary>
    public double LiveBytes()
    {
        const string Collections = "dotnet_gc_full_collections_total";
        double before = Value(Metrics(), Collections);
        _process.RequestCollection();
        string text = Metrics();
        for (; Value(text, Collections) < before + 2; text = Metrics())
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(20));
        }

        return Value(text, "dotnet_gc_heap_live_bytes");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
    }

    private string Metrics() => Client.GetStringAsync("/metrics").GetAwaiter().GetResult();

    /// <summary>Memory that is no file's, so that what is mapped and can be read again does not count; 0 where the system does not tell.</summary>
    private double Anonymous()
    {
        string file = $"/proc/{_process.Id}/smaps_rollup";
        return File.Exists(file) ? 1024 * double.Parse(File.ReadLines(file).First(line => line.StartsWith("Anonymous:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) : 0;
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
/// <param name="AnonymousBytes">Resident memory that is no file's.</param>
/// <param name="CommittedBytes">What the garbage collector holds of it.</param>
/// <param name="AllocatedBytes">Managed memory allocated so far.</param>
/// <param name="Threads">Of the process.</param>
/// <param name="Handles">Of the process.</param>
/// <param name="Answers">Images answered.</param>
/// <param name="Statuses">Predictions by status.</param>
internal sealed record ServerState(
    TimeSpan Cpu, double Bytes, double AnonymousBytes, double CommittedBytes, double AllocatedBytes, int Threads, int Handles, long Answers, IReadOnlyList<(string Status, long Count)> Statuses)
{
    public string Words => string.Join(", ", Statuses.Select(one => $"{one.Count} x {one.Status}"));
}
