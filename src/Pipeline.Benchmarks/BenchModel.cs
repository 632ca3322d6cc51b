using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>A network in the forms that the contestants need.</summary>
internal sealed class BenchModel : IDisposable
{
    public BenchModel(BenchNetwork network, string folder)
    {
        (Name, Backbone) = (network.Name, network.Load());
        byte[] file = File.ReadAllBytes(Backbone.ModelFile);
        Model = [.. file, .. Backbone.Tap.Appendix(OnnxGraph.Read(file))];
        TappedFile = Path.Combine(folder, $"{Name}.onnx");
        File.WriteAllBytes(TappedFile, Model);
    }

    public string Name { get; }

    public Backbone Backbone { get; }

    /// <summary>The model with its features among the outputs.</summary>
    public byte[] Model { get; }

    /// <summary>The same as a file, which is all that ML.NET takes.</summary>
    public string TappedFile { get; }

    /// <summary>Forward passes per core and round: about half a second.</summary>
    public int PerRound => Backbone.Dimension > 1000 ? 12 : 48;

    public void Dispose() => File.Delete(TappedFile);
}

/// <summary>One of a kind per core.</summary>
internal sealed class PerCore<T>(Func<T> make) : IDisposable
    where T : IDisposable
{
    private readonly T[] _all = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => make())];

    public T this[int core] => _all[core];

    public void Dispose()
    {
        foreach (var one in _all)
        {
            one.Dispose();
        }
    }
}
