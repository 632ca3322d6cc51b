using BenchmarkDotNet.Attributes;
using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>One forward pass on one thread: ONNX Runtime alone, as the product calls it, and through ML.NET.</summary>
[MemoryDiagnoser]
public class SessionBenchmarks
{
    private Scratch _scratch = null!;
    private BareSession _bare = null!;
    private BackboneSession _session = null!;
    private TransformerSession _transformer = null!;

    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    public IEnumerable<string> Networks => BenchNetwork.All.Select(network => network.Name);

    [GlobalSetup]
    public void Setup()
    {
        _scratch = new Scratch();
        var model = new BenchModel(BenchNetwork.All.First(network => network.Name == Network), _scratch.Path);
        (_bare, _session, _transformer) = (new(model.Backbone, model.Model), model.Backbone.Open(threads: 1), new(model.Backbone, model.TappedFile));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _bare.Dispose();
        _session.Dispose();
        _transformer.Dispose();
        _scratch.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void BareSession() => _bare.Run();

    [Benchmark]
    public void BackboneSession() => _session.Run();

    [Benchmark]
    public void OnnxTransformer() => _transformer.Run();
}
