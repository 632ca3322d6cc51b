using Microsoft.ML.OnnxRuntime;
using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>ONNX Runtime and nothing else: a network of one thread of its own on a tensor that is ready. What every way of inference is measured against.</summary>
internal sealed class BareSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly OrtValue[] _pixels;
    private readonly OrtValue[] _results;

    public BareSession(Backbone backbone, byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, options);
        int side = backbone.Card.Transform.Crop;
        float[] pixels = new float[3 * side * side];
        var random = new Random(0);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)((4 * random.NextDouble()) - 2);
        }

        (_inputs, _outputs) = ([backbone.Tap.Input], [backbone.Tap.Features, backbone.Tap.Logits]);
        _pixels = [OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, side, side])];
        _results = [OrtValue.CreateTensorValueFromMemory(new float[backbone.Dimension], [1, backbone.Dimension]), OrtValue.CreateTensorValueFromMemory(new float[backbone.ClassCount], [1, backbone.ClassCount])];
    }

    public void Run() => _session.Run(_run, _inputs, _pixels, _outputs, _results);

    public void Dispose()
    {
        foreach (var value in _pixels.Concat(_results))
        {
            value.Dispose();
        }

        _run.Dispose();
        _session.Dispose();
    }
}
