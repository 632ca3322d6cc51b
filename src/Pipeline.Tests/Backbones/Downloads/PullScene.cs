using System.Globalization;
using Pipeline.Backbones;
using Pipeline.Backbones.Downloads;

namespace Pipeline.Tests.Backbones.Downloads;

/// <summary>Weights of 300,000 bytes that nobody has yet, a folder for them, and what a pull says on the way.</summary>
internal sealed class PullScene : IDisposable
{
    public const int Size = 300_000;

    public static readonly PullSettings Settings = PullSettings.Default with { Worthwhile = 50_000 };

    private readonly TemporaryFolder _folder = new();

    public PullScene()
    {
        new Random(3).NextBytes(Weights);
        Card = new BackboneCard("net", "net.onnx", Size, Hashing.OfBytes(Weights), "MIT", "random bytes");
        Clock = new PullClock(Settings.StallTimeout);
    }

    public byte[] Weights { get; } = new byte[Size];

    public BackboneCard Card { get; }

    public PullClock Clock { get; }

    public string Folder => _folder["models"];

    public string File => Path.Combine(Folder, Card.File);

    public List<string> Said { get; } = [];

    /// <summary>The furthest that the pull has come.</summary>
    public int Done { get; private set; }

    public long FreeSpace { get; set; } = long.MaxValue;

    public Task<string> Pull(params Uri[] mirrors) => Pull(WeightsClient.Handler(), CancellationToken.None, mirrors);

    public async Task<string> Pull(SocketsHttpHandler handler, CancellationToken cancellation, params Uri[] mirrors)
    {
        using (handler)
        {
            using var client = WeightsClient.Over(handler);
            var pull = new WeightsPull(client, Settings, Clock, new Listener(this), Say) { FreeSpace = _ => FreeSpace };
            return await pull.Fetch(Card, Folder, [.. mirrors.Select(mirror => new Uri(mirror, Card.File))], cancellation);
        }
    }

    /// <summary>The right file is there, and nothing else in the folder.</summary>
    public void AssertWhole(params string[] beside)
    {
        Assert.Equal(Weights, System.IO.File.ReadAllBytes(File));
        AssertOnly([Card.File, .. beside]);
    }

    public void AssertOnly(params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    /// <summary>An honest server's answer to a request, whole or from the byte on that was asked for.</summary>
    public HostileReply Honest(HostileRequest request, string? etag = "\"one\"") =>
        request.From > 0 && (!request.Headers.TryGetValue("If-Range", out string? condition) || condition == etag)
            ? Rest(request.From, etag)
            : new("200 OK", Weights, Tag(etag, Length(Size)));

    /// <summary>The answer from a byte on.</summary>
    public HostileReply Rest(int from, string? etag = "\"one\"") =>
        new("206 Partial Content", Weights[from..], Tag(etag, Length(Size - from), string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{Size - 1}/{Size}")));

    /// <summary>The same answer, ended after some bytes of its body.</summary>
    public static HostileReply Ended(HostileReply reply, int after, Ending ending) => reply with { Body = reply.Body[..after], Ending = ending };

    public static string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}");

    public void Dispose() => _folder.Dispose();

    private void Say(string line)
    {
        lock (Said)
        {
            Said.Add(line);
        }
    }

    private static string[] Tag(string? etag, params string[] headers) => etag is null ? headers : [$"ETag: {etag}", .. headers];

    private sealed class Listener(PullScene scene) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            scene.Done = Math.Max(scene.Done, value.Done);
            scene.Clock.Consider();
        }
    }
}
