using Microsoft.Extensions.Time.Testing;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Timing;

namespace Pipeline.Tests.Timing;

public sealed class LatencyBenchmarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HeadSubject _subject;

    public LatencyBenchmarkTests()
    {
        string card = TinyBackbone.Write(_folder["models"]);
        var backbone = new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: card));
        var map = new SpeciesMap(new SpeciesMapFile(1, [new SpeciesEntry("cat", ["n02123045"]), new SpeciesEntry("fox", ["n02119022"])]), "", "map.yaml");
        var head = new ZeroShotHead(ZeroShotLabelSpace.Mapped, map, new LabelSet(["cat", "fox"]));
        var images = Enumerable.Range(0, 4).Select(i => SampleImage.Write(_folder["data"], $"{i}.png", seed: i)).ToList();
        _subject = new HeadSubject(backbone, head, images, _folder["data"], new DecodePolicy(new DecodeLimits(), AllowTruncated: false));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_image_is_timed_in_every_repeat_and_the_warm_up_is_not()
    {
        var latency = Measure(new TimingConfig(WarmUp: 7, Repeats: 3))!;

        Assert.Equal(
            from repeat in Enumerable.Range(0, 3) from image in _subject.Images select (image.Path, repeat),
            latency.Rows.Select(row => (row.Image, row.Repeat)));
    }

    [Fact]
    public void A_shape_is_measured_once()
    {
        var benchmark = InProcess(NoServer);
        var first = benchmark.Measure(_subject, new TimingConfig(), "first", Nobody, default);
        var second = benchmark.Measure(_subject, new TimingConfig(), "second", Nobody, default);

        Assert.Same(first, second);
        Assert.Equal("first", second!.Report.Conditions.MeasuredIn);
    }

    [Fact]
    public void Other_conditions_are_another_measurement()
    {
        var benchmark = InProcess(NoServer);
        var first = benchmark.Measure(_subject, new TimingConfig(), "run", Nobody, default);

        Assert.NotSame(first, benchmark.Measure(_subject, new TimingConfig(Repeats: 2), "run", Nobody, default));
    }

    [Fact]
    public void No_repeats_is_no_measurement() => Assert.Null(Measure(new TimingConfig(Repeats: 0)));

    [Fact]
    public void The_parts_add_up_to_the_total()
    {
        var latency = Measure(new TimingConfig())!;

        // The clock ticks once at each reading, and each part lies between two readings.
        Assert.All(latency.Rows, row => Assert.Equal(new PredictionParts(1, 1, 1, 1), row.Parts));
        Assert.Equal((4.0, 1.0), (latency.Report.Total.MedianMs, latency.Report.Head.P99Ms));
    }

    [Fact]
    public void Timed_images_are_spread_over_the_classes()
    {
        var images = Enumerable.Range(0, 100).Select(i => new LabeledImage($"{i}", i / 10, "")).ToList();

        var drawn = LatencyBenchmark.Spread(images, 10);

        Assert.Equal(Enumerable.Range(0, 10), drawn.Select(image => image.Label));
    }

    [Fact]
    public void The_way_through_a_server_is_opened_where_the_config_asks_for_it_and_closed_afterwards()
    {
        var path = new ScriptedPath();
        var latency = InProcess((_, _, _) => path).Measure(_subject, new TimingConfig(WarmUp: 2, Repeats: 1, Path: TimingPath.Http), "run", Nobody, default)!;

        Assert.Equal((1 + 2 + 4, true), (path.Predictions, path.IsClosed));
        Assert.Equal((5.0, 15.0), (latency.Report.Transport!.MedianMs, latency.Report.Total.MedianMs));
        Assert.Null(Measure(new TimingConfig())!.Report.Transport);
    }

    [Fact]
    public void Several_launches_are_measured_one_after_the_other_each_in_turns_and_none_of_them_here()
    {
        List<int> starts = [];
        List<string> stages = [];
        var others = new TimingConfig(WarmUp: 1, Repeats: 2, Launches: 2);
        var benchmark = new LatencyBenchmark(NotHere, (requests, progress, cancellation) =>
        {
            starts.Add(requests.Count);
            return new LatencyTurns(Ticking(), NoServer).Measure(requests, progress, cancellation);
        });

        var measured = benchmark.MeasureTogether(
            [new LatencyRequest(_subject, others with { Launches = 3 }), new LatencyRequest(_subject, others), new LatencyRequest(_subject, others)], "sweep", new Listener(stages), default);

        Assert.Equal([2, 2, 1], starts);
        Assert.Equal([3, 2], measured.Values.Select(latency => latency.Report.Launches!.Count));
        Assert.All(measured.Values, latency => Assert.Equal(
            from launch in Enumerable.Range(0, latency.Report.Launches!.Count) from repeat in Enumerable.Range(0, 2) from image in _subject.Images select (launch, repeat, image.Path),
            latency.Rows.Select(row => (row.Launch, row.Repeat, row.Image))));
        Assert.Equal(["timing 2 networks and heads in turns, launch 1 of 3", "timing 2 networks and heads in turns, launch 2 of 3", $"timing {_subject.Shape}, launch 3 of 3"], stages.Distinct());
    }

    [Fact]
    public void Each_launch_is_reported_and_the_whole_by_medians()
    {
        int[] load = [700, 100, 400];
        int start = 0;
        var latency = new LatencyBenchmark(NotHere, (requests, _, _) =>
        [
            new MeasuredLaunch(load[start], 10 * (start + 1), [.. requests[0].Subject.Images.Select(image => new LatencyRow(image.Path, 0, new PredictionParts(0, 0, 20 + start++, 0)))]),
        ]).Measure(_subject with { Images = [_subject.Images[0]] }, new TimingConfig(Repeats: 1, Launches: 3), "run", Nobody, default)!;

        Assert.Equal([new LaunchReport(700, 10, 20), new LaunchReport(100, 20, 21), new LaunchReport(400, 30, 22)], latency.Report.Launches);
        Assert.Equal((400, 20, 21), (latency.Report.LoadMs, latency.Report.FirstMs, latency.Report.Total.MedianMs));
    }

    [Fact]
    public void One_launch_is_measured_here_and_has_no_list_of_launches() => Assert.Null(Measure(new TimingConfig())!.Report.Launches);

    [Fact]
    public void A_launch_that_fails_measures_nothing()
    {
        var benchmark = new LatencyBenchmark(NotHere, (_, _, _) => throw new PipelineException("it died"));

        Assert.Equal("it died", Assert.Throws<PipelineException>(() => benchmark.Measure(_subject, new TimingConfig(Launches: 2), "run", Nobody, default)).Message);
    }

    private sealed class Listener(List<string> stages) : IProgress<Progress>
    {
        public void Report(Progress value) => stages.Add(value.Stage);
    }

    private sealed class ScriptedPath : IPredictionPath
    {
        public int Predictions { get; private set; }

        public bool IsClosed { get; private set; }

        public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count, CancellationToken cancellation)
        {
            Predictions++;
            return ([], new PredictionParts(1, 2, 3, 4, 5));
        }

        public void Dispose() => IsClosed = true;
    }

    private static MeasureLaunch NotHere { get; } = (_, _, _) => throw new InvalidOperationException("It is measured apart.");

    private static LatencyBenchmark InProcess(OpenHeadPath http) =>
        new(new LatencyTurns(Ticking(), http).Measure, (_, _, _) => throw new InvalidOperationException("It is measured here."));

    private static OpenHeadPath NoServer { get; } = (_, _, _) => throw new InvalidOperationException("No server is asked for.");

    private static IProgress<Progress> Nobody { get; } = new Progress<Progress>();

    private static FakeTimeProvider Ticking() => new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    private Latency? Measure(TimingConfig config) => InProcess(NoServer).Measure(_subject, config, "run", Nobody, default);
}
