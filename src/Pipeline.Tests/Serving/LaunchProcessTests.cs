using System.Diagnostics;
using System.Text.Json;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Serving;
using Pipeline.Timing;

namespace Pipeline.Tests.Serving;

/// <summary>A start of the program that times, in a process of its own.</summary>
[Trait("tier", "recipe")]
public sealed class LaunchProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TimingPath.Direct)]
    [InlineData(TimingPath.Http)]
    internal void Every_subject_is_timed_in_turns_as_within_the_process(TimingPath path)
    {
        var timing = new TimingConfig(WarmUp: 1, Repeats: 2, Path: path);
        var backbone = Network();
        LatencyRequest[] requests = [new(Subject(backbone, ZeroShot(ZeroShotLabelSpace.Mapped)), timing), new(Subject(backbone, Trained()), timing with { Repeats = 1 })];
        List<int> heard = [];

        var measured = LaunchProcess.Measure(requests, new Listener(heard), default);

        Assert.Equal(Enumerable.Range(1, 9), heard);
        Assert.Equal(requests.Select(Images), measured.Select(launch => launch.Rows.Select(row => (row.Image, row.Repeat))));
        Assert.All(measured, launch => Assert.True(launch.LoadMs > 0 && launch.FirstMs > 0));
        Assert.All(measured.SelectMany(launch => launch.Rows), row => Assert.Equal((true, path == TimingPath.Http), (row.Parts.BackboneMs > 0, row.Parts.TransportMs > 0)));
    }

    [Fact]
    public void What_goes_wrong_in_it_is_one_line_here()
    {
        var subject = Subject(Network(), ZeroShot(ZeroShotLabelSpace.Mapped));
        File.Delete(subject.Backbone.ModelFile);

        var problem = Assert.Throws<PipelineException>(() => LaunchProcess.Measure([new(subject, new TimingConfig())], Progress.Unheard, default));

        Assert.StartsWith("the process for timing.launches ended with exit code 1 before it had measured: backbone 'tiny'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void It_is_killed_when_the_work_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var request = new LatencyRequest(Subject(Network(), ZeroShot(ZeroShotLabelSpace.Mapped)), new TimingConfig(Repeats: 1000));

        var stopper = new Stopper(stop);

        Assert.Throws<OperationCanceledException>(() => LaunchProcess.Measure([request], stopper, stop.Token));

        Assert.InRange(stopper.Heard, 1, 2999);
    }

    [Fact]
    public void It_ends_with_its_standard_input()
    {
        using var process = new Process { StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), LaunchProcess.Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true } };
        process.Start();
        LatencyRequest request = new(Subject(Network(), Trained()), new TimingConfig(Repeats: 1000));
        process.StandardInput.WriteLine(JsonSerializer.Serialize(PortableLaunch.Of([request]), ServingJson.Default.PortableLaunch));
        process.StandardInput.Flush();
        Assert.Equal("1", process.StandardOutput.ReadLine());

        process.StandardInput.Close();

        string rest = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.DoesNotContain("[{", rest, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, int)> Images(LatencyRequest request) =>
        from repeat in Enumerable.Range(0, request.Timing.Repeats) from image in request.Subject.Images select (image.Path, repeat);

    private static LinearHead Trained()
    {
        var random = new Random(3);
        float[] weights = [.. Enumerable.Range(0, 3 * TinyBackbone.Dimension).Select(_ => (random.NextSingle() * 2) - 1)];
        return new LinearHead(new LabelSet(["cat", "fox", "<owl> & \"Känguru\""]), weights, [0.1f, 0.2f, 0.3f], LinearInput.Raw, LinearLink.Softmax);
    }

    private static ZeroShotHead ZeroShot(ZeroShotLabelSpace space) =>
        new(space, new SpeciesMap(new SpeciesMapFile(1, [new SpeciesEntry("cat", ["n02123045"]), new SpeciesEntry("fox", ["n02119022"])]), "", "map.yaml"), new LabelSet(["cat", "fox"]));

    private Backbone Network()
    {
        string card = TinyBackbone.Write(_folder["models"]);
        return new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: card));
    }

    private HeadSubject Subject(Backbone backbone, IHead head)
    {
        var images = Enumerable.Range(0, 3).Select(i => SampleImage.Write(_folder["data"], $"Füchse {i}.png", seed: i)).ToList();
        return new HeadSubject(backbone, head, images, _folder["data"], new DecodePolicy(new DecodeLimits(), AllowTruncated: false));
    }

    private sealed class Listener(List<int> heard) : IProgress<Progress>
    {
        public void Report(Progress value) => heard.Add(value.Done);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<Progress>
    {
        /// <summary>The last prediction that it was told of.</summary>
        public int Heard { get; private set; }

        public void Report(Progress value)
        {
            Heard = value.Done;
            stop.Cancel();
        }
    }
}
