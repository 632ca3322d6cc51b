using System.Diagnostics;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Serving;
using Pipeline.Timing;

namespace Pipeline.Tests.Serving;

/// <summary>A server in a process of its own, asked through a socket.</summary>
[Trait("tier", "recipe")]
public sealed class HttpPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ZeroShotLabelSpace.Mapped)]
    [InlineData(ZeroShotLabelSpace.Imagenet)]
    internal void Zero_shot_answers_through_a_server_as_it_does_directly(ZeroShotLabelSpace space) => SameAnswers(Subject(space), threads: 1);

    [Fact]
    public void A_trained_head_answers_through_a_server_as_it_does_directly()
    {
        var random = new Random(3);
        var labels = new LabelSet(["cat", "fox", "<owl> & \"Känguru\""]);
        float[] weights = [.. Enumerable.Range(0, 3 * TinyBackbone.Dimension).Select(_ => (random.NextSingle() * 2) - 1)];
        SameAnswers(Subject(new LinearHead(labels, weights, [0.1f, 0.2f, 0.3f], LinearInput.Raw, LinearLink.Softmax)), threads: 0);
    }

    [Fact]
    public void What_is_no_image_is_one_line()
    {
        using var path = HttpPath.Opener(TimeProvider.System)(Subject(ZeroShotLabelSpace.Mapped), new TimingConfig(), default);

        var problem = Assert.Throws<PipelineException>(() => path.Predict(() => "no picture"u8.ToArray(), 3, default));

        Assert.Equal("the server answered 415: not an image: no known signature", problem.Message);
    }

    [Fact]
    public void The_server_ends_with_its_standard_input()
    {
        using var server = new Process { StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), "serve", ServerProcess.FromStandardInput, "--port", "0"]) { RedirectStandardInput = true, RedirectStandardOutput = true } };
        server.Start();
        server.StandardInput.WriteLine(System.Text.Json.JsonSerializer.Serialize(PortableModel.Of(Subject(ZeroShotLabelSpace.Mapped), new TimingConfig()), ServingJson.Default.PortableModel));
        server.StandardInput.Flush();
        Assert.StartsWith("http://127.0.0.1:", server.StandardOutput.ReadLine(), StringComparison.Ordinal);

        server.StandardInput.Close();

        Assert.True(server.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Whoever_started_it_can_have_its_memory_collected_and_reads_what_is_left()
    {
        using var server = ServerProcess.Start(PortableModel.Of(Subject(ZeroShotLabelSpace.Mapped), new TimingConfig()), default);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(server.Url) };
        double before = Value(await client.GetStringAsync("/metrics"), "dotnet_gc_full_collections_total");

        server.RequestCollection();

        string metrics = "";
        for (int i = 0; i < 100_000 && (metrics.Length == 0 || Value(metrics, "dotnet_gc_full_collections_total") < before + 2); i++)
        {
            metrics = await client.GetStringAsync("/metrics");
        }

        Assert.InRange(Value(metrics, "dotnet_gc_full_collections_total"), before + 2, before + 100);
        Assert.InRange(Value(metrics, "dotnet_gc_heap_live_bytes"), 1, 100_000_000);

        static double Value(string metrics, string name) =>
            double.Parse(metrics.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_server_that_cannot_start_says_why()
    {
        var subject = Subject(ZeroShotLabelSpace.Mapped);
        File.Delete(subject.Backbone.ModelFile);

        var problem = Assert.Throws<PipelineException>(() => HttpPath.Opener(TimeProvider.System)(subject, new TimingConfig(), default));

        Assert.StartsWith("the server for timing.path: http did not start: backbone 'tiny'", problem.Message, StringComparison.Ordinal);
    }

    private static void SameAnswers(HeadSubject subject, int threads)
    {
        var config = new TimingConfig(Threads: threads);
        using var direct = new DirectPath(subject, config, TimeProvider.System);
        using var http = HttpPath.Opener(TimeProvider.System)(subject, config, default);
        foreach (var image in subject.Images)
        {
            var (labels, parts) = http.Predict(() => File.ReadAllBytes(Path.Combine(subject.Root, image.Path)), 3, default);

            Assert.Equal(direct.Predict(() => File.ReadAllBytes(Path.Combine(subject.Root, image.Path)), 3, default).Labels, labels);
            Assert.True(parts.TransportMs > 0);
        }
    }

    private HeadSubject Subject(ZeroShotLabelSpace space)
    {
        var map = new SpeciesMap(new SpeciesMapFile(1, [new SpeciesEntry("cat", ["n02123045", "n02123159"]), new SpeciesEntry("fox", ["n02119022"])]), "", "map.yaml");
        return Subject(new ZeroShotHead(space, map, new LabelSet(["cat", "fox"])));
    }

    private HeadSubject Subject(IHead head)
    {
        string card = TinyBackbone.Write(_folder["models"]);
        var backbone = new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: card));
        var images = Enumerable.Range(0, 3).Select(i => SampleImage.Write(_folder["data"], $"{i}.png", seed: i)).ToList();
        return new HeadSubject(backbone, head, images, _folder["data"], new DecodePolicy(new DecodeLimits(), AllowTruncated: false));
    }
}
