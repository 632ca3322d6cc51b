using Pipeline.Backbones;
using Pipeline.Features;
using Pipeline.Imaging;

namespace Pipeline.Benchmarks;

/// <summary>The product's own way from files to stored features, all of it: reading, checking, decoding, the network, writing.</summary>
internal sealed class Extraction : IProgress<Progress>
{
    private readonly int _first = Environment.ProcessorCount;
    private readonly int _last;
    private Moment _start;
    private Moment _end;

    private Extraction(int images) => _last = images - Environment.ProcessorCount;

    public static DecodePolicy Decoding { get; } = new(new DecodeLimits(), AllowTruncated: false);

    /// <returns>Core-milliseconds per image in the steady state: without loading the network, and while every core has work.</returns>
    public static CoreMs Measure(Backbone backbone, BenchPictures pictures, int count)
    {
        using var scratch = new Scratch();
        var marks = new Extraction(count);
        using var features = new FeatureStore(scratch.Path, TimeProvider.System).GetOrExtract(
            new FeatureExtractor(backbone, pictures.Folder, Decoding), [.. pictures.Images.Take(count)], marks, CancellationToken.None);
        return marks._start.Until(marks._end, marks._last - marks._first);
    }

    public void Report(Progress value)
    {
        if (value.Done == _first)
        {
            _start = Moment.Now();
        }
        else if (value.Done == _last)
        {
            _end = Moment.Now();
        }
    }
}
