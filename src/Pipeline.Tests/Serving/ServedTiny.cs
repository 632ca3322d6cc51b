using System.Net;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

/// <summary>The real server on a free port of this machine, over the tiny network, with three models: zero-shot, one that is no distribution, and one that can be held up.</summary>
internal sealed class ServedTiny : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServedModels _models;
    private readonly List<string> _complaints = [];

    private ServedTiny()
    {
        string card = TinyBackbone.Write(_folder["models"]);
        var backbone = new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: card));
        var network = new ServedNetwork(backbone, threads: 1);
        var decoding = new DecodePolicy(new DecodeLimits(MaxMegapixels: 1), AllowTruncated: false);
        var zeroShot = new ZeroShotHead(ZeroShotLabelSpace.Imagenet, new SpeciesMap(new SpeciesMapFile(1, []), "", ""), new LabelSet([]));
        var ranks = new LinearHead(new LabelSet(["cat", "fox"]), [.. Enumerable.Range(0, 2 * TinyBackbone.Dimension).Select(i => (float)Math.Sin(i))], [0, 0], LinearInput.Raw, LinearLink.None);
        ServedModel[] all = [new("zero", "zero", network, zeroShot, decoding), new("ranks", "ranks", network, ranks, decoding), new("held", "held", network, Held, decoding)];
        _models = new ServedModels(all, all[..2]);
    }

    public PipelineServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The head of the model <c>held</c>.</summary>
    public HeldHead Held { get; } = new();

    public string Flagged => _folder["flagged"];

    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<ServedTiny> StartAsync(ServingLimits? limits = null, bool flags = true, int workers = 1)
    {
        var served = new ServedTiny();
        var setup = new ServingSetup(IPAddress.Loopback, 0, [], workers, limits ?? new ServingLimits(), served._folder.Path, flags ? served.Flagged : null);
        var content = new ServedContent(
            served._models, new ServedRuns(null, new RunStore(served._folder["runs"], TimeProvider.System)), ExampleImages.In(null, []), new ServingText("A title", "What it does."));
        served.Server = await PipelineServer.StartAsync(content, setup, TimeProvider.System, served._complaints.Add, CancellationToken.None);
        served.Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(served.Server.Url), Timeout = TimeSpan.FromMinutes(3) };
        return served;
    }

    public Task<HttpResponseMessage> PredictAsync(byte[] image, string query = "", CancellationToken cancellation = default) =>
        Client.PostAsync($"/api/v1/predict{query}", new ByteArrayContent(image), cancellation);

    public async ValueTask DisposeAsync()
    {
        Held.Release(1000);
        Client.Dispose();
        await Server.DisposeAsync();
        _models.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Answers only when it is let.</summary>
internal sealed class HeldHead : IHead
{
    private readonly SemaphoreSlim _entered = new(0), _released = new(0);
    private int _answers;

    public int Answers => Volatile.Read(ref _answers);

    public AnswerSpace Space { get; } = AnswerSpace.OfLabels(new LabelSet(["yes", "no"]));

    public string Shape => "held";

    public Task EnteredAsync() => _entered.WaitAsync(TimeSpan.FromMinutes(3));

    public void Release(int times = 1) => _released.Release(times);

    public ScoreTable Predict(HeldOutFeatures images)
    {
        _entered.Release();
        _released.Wait();
        Interlocked.Increment(ref _answers);
        return new ScoreTable([0.75, 0.25], 2, areProbabilities: true);
    }
}
