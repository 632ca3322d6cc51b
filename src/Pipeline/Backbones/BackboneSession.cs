using Microsoft.ML.OnnxRuntime;

namespace Pipeline.Backbones;

/// <summary>
/// A loaded network and the tensors of one forward pass at a time, in buffers that ONNX Runtime reads and fills in place. Not for two threads at
/// once: each takes a session of its own from <see cref="Share"/>, over the same weights in memory.
/// </summary>
internal sealed class BackboneSession : IDisposable
{
    private readonly InferenceSession _network;
    private readonly bool _owner;
    private readonly BackboneCard _card;
    private readonly FeatureTap _tap;
    private readonly float[] _pixels;
    private readonly float[] _features;
    private readonly float[] _logits;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly OrtValue[] _tensors;

    private BackboneSession(InferenceSession network, bool owner, BackboneCard card, FeatureTap tap)
    {
        (_network, _owner, _card, _tap) = (network, owner, card, tap);
        int side = card.Transform.Crop;
        _binding = network.CreateIoBinding();
        _tensors = [Tensor(out _pixels, 1, 3, side, side), Tensor(out _features, 1, tap.Dimension), Tensor(out _logits, 1, tap.ClassCount)];
        _binding.BindInput(tap.Input, _tensors[0]);
        _binding.BindOutput(tap.Features, _tensors[1]);
        _binding.BindOutput(tap.Logits, _tensors[2]);
    }

    /// <summary>The tensor to fill before <see cref="Run"/>: normalised RGB, <c>[3, H, W]</c>, row-major.</summary>
    public Span<float> Pixels => _pixels;

    /// <summary>Features, <c>[D]</c>, of the last run.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Class scores before softmax, <c>[C]</c>, of the last run.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <param name="card">Facts about the weights.</param>
    /// <param name="tap">Where features and class scores come out.</param>
    /// <param name="model">The ONNX model with the features among its outputs; not needed any more afterwards.</param>
    /// <param name="threads">Threads inside one forward pass; 0 takes every core.</param>
    /// <exception cref="PipelineException">ONNX Runtime does not take the network.</exception>
    public static BackboneSession Load(BackboneCard card, FeatureTap tap, byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            InterOpNumThreads = 1,
            IntraOpNumThreads = threads == 0 ? Environment.ProcessorCount : threads,
            // Older files list their weights among the inputs, which is worth a warning per tensor to the runtime and to nobody else.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Threads that go on spinning after a pass would take the cores from whatever comes next: decoding, or another network that is timed in turns.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        try
        {
            return new BackboneSession(new InferenceSession(model, options), owner: true, card, tap);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new PipelineException($"backbone '{card.Name}': ONNX Runtime does not load it: {problem.Message.ReplaceLineEndings(" ")}", problem);
        }
    }

    /// <summary>A session for another thread over the same weights, to be disposed before this one.</summary>
    public BackboneSession Share() => new(_network, owner: false, _card, _tap);

    public void Run() => _network.RunWithBinding(_run, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }

        if (_owner)
        {
            _network.Dispose();
        }
    }

    // The pinned heap keeps the buffer in one place for as long as native code knows its address.
    private static OrtValue Tensor(out float[] buffer, params long[] shape)
    {
        buffer = GC.AllocateArray<float>((int)shape.Aggregate((a, b) => a * b), pinned: true);
        return OrtValue.CreateTensorValueFromMemory(buffer, shape);
    }
}
