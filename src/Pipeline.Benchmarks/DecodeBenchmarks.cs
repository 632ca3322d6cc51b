using BenchmarkDotNet.Attributes;
using Pipeline.Imaging;

namespace Pipeline.Benchmarks;

/// <summary>A JPEG's bytes into the tensor of a 224-pixel network.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly TransformSpec _spec = new(256, 224, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
    private float[] _tensor = [];
    private byte[] _file = [];

    [Params("190x128", "640x480", "1920x1080", "4000x3000")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        using var scratch = new Scratch();
        int[] sides = [.. Size.Split('x').Select(side => int.Parse(side, Numbers.Culture))];
        _file = File.ReadAllBytes(new BenchPictures(scratch.Path, sides[0], sides[1], 1, 1).Paths[0]);
        _tensor = new float[_spec.TensorLength];
    }

    [Benchmark]
    public void DecodeAndTransform() => EvalTransform.Apply(_file, _spec, Extraction.Decoding.Limits, allowTruncated: false, _tensor);
}
