using System.Globalization;
using System.Runtime.InteropServices;
using Pipeline.Backbones;

namespace Pipeline.Benchmarks;

/// <summary>
/// A ResNet with bottleneck blocks and random weights, as an ONNX file with its card. It computes exactly what a trained one of its depth computes and
/// knows nothing: for times where the trained weights are not at hand, never for accuracy.
/// </summary>
internal sealed class RandomResNet
{
    private const int Classes = 1000;
    private const int Side = 224;
    private const int Expansion = 4;

    private readonly ProtobufWriter _graph = new();
    private readonly Random _random = new(42);
    private int _count;

    /// <summary>Blocks per stage (He et al., Deep Residual Learning for Image Recognition, 2016, table 1).</summary>
    private static readonly Dictionary<int, int[]> Stages = new() { [50] = [3, 4, 6, 3], [101] = [3, 4, 23, 3], [152] = [3, 8, 36, 3] };

    /// <summary>Writes <c>resnetDEPTH-random.onnx</c> and <c>.yaml</c> into a folder.</summary>
    public static void Write(int depth, string folder)
    {
        if (!Stages.TryGetValue(depth, out int[]? stages))
        {
            throw new PipelineException($"there is no ResNet-{depth} of bottleneck blocks; known depths: {string.Join(", ", Stages.Keys)}");
        }

        Directory.CreateDirectory(folder);
        string name = string.Create(CultureInfo.InvariantCulture, $"resnet{depth}-random");
        byte[] model = new RandomResNet().Build(stages);
        File.WriteAllBytes(Path.Combine(folder, $"{name}.onnx"), model);
        File.WriteAllText(Path.Combine(folder, $"{name}.yaml"), string.Create(CultureInfo.InvariantCulture, $"""
            # Random weights: for times only.
            name: {name}
            file: {name}.onnx
            bytes: {model.Length}
            sha256: {Hashing.OfBytes(model)}
            licence: MIT
            architecture: ResNet-{depth} v1.5 of random weights, {Side} px

            """));
        Console.WriteLine(Path.Combine(folder, $"{name}.yaml"));
    }

    private byte[] Build(int[] stages)
    {
        string x = Node("Relu", [Conv("input", 3, 64, kernel: 7, stride: 2)]);
        x = Node("MaxPool", [x], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1));
        int channels = 64;
        for (int stage = 0; stage < stages.Length; stage++)
        {
            int width = 64 << stage;
            for (int block = 0; block < stages[stage]; block++)
            {
                x = Bottleneck(x, channels, width, stride: stage > 0 && block == 0 ? 2 : 1);
                channels = width * Expansion;
            }
        }

        string features = Node("Flatten", [Node("GlobalAveragePool", [x])]);
        string logits = Node("Gemm", [features, Weights(1.0 / Math.Sqrt(channels), Classes, channels), Weights(0, Classes)], OnnxWriting.Attribute("transB", 1));
        _graph.Text(2, "resnet")
            .Message(11, OnnxWriting.ValueInfo("input", OnnxType.Float, null, 3, Side, Side))
            .Message(12, OnnxWriting.ValueInfo(logits, OnnxType.Float, null, Classes));
        return new ProtobufWriter().Number(1, 7).Message(8, new ProtobufWriter().Text(1, "").Number(2, 13)).Message(7, _graph).ToArray();
    }

    // The stride sits on the 3 x 3 convolution, as in version 1.5. A small last convolution keeps the sum of 33 blocks finite.
    private string Bottleneck(string x, int channels, int width, int stride)
    {
        string y = Node("Relu", [Conv(x, channels, width, 1, 1)]);
        y = Node("Relu", [Conv(y, width, width, 3, stride)]);
        y = Conv(y, width, width * Expansion, 1, 1, gain: 0.1);
        string shortcut = stride == 1 && channels == width * Expansion ? x : Conv(x, channels, width * Expansion, 1, stride);
        return Node("Relu", [Node("Add", [y, shortcut])]);
    }

    // Batch normalisation is folded into weights and bias, as ONNX Runtime does on loading.
    private string Conv(string x, int from, int to, int kernel, int stride, double gain = 1)
    {
        int pad = kernel / 2;
        string weights = Weights(gain * Math.Sqrt(2.0 / (from * kernel * kernel)), to, from, kernel, kernel);
        return Node("Conv", [x, weights, Weights(0, to)], Ints("kernel_shape", kernel, kernel), Ints("strides", stride, stride), Ints("pads", pad, pad, pad, pad));
    }

    private string Weights(double deviation, params ReadOnlySpan<long> shape)
    {
        long size = 1;
        foreach (long length in shape)
        {
            size *= length;
        }

        var values = new float[size];
        for (int i = 0; i < values.Length && deviation > 0; i++)
        {
            // Uniform of the same deviation; which law it is changes no time.
            values[i] = (float)(((_random.NextDouble() * 2) - 1) * deviation * Math.Sqrt(3));
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"w{_count++}");
        _graph.Message(5, OnnxWriting.Tensor(OnnxType.Float, MemoryMarshal.AsBytes(values.AsSpan()), shape).Text(8, name));
        return name;
    }

    private string Node(string type, string[] inputs, params ProtobufWriter[] attributes)
    {
        string output = string.Create(CultureInfo.InvariantCulture, $"t{_count++}");
        _graph.Message(1, OnnxWriting.Node(type, inputs, output, attributes));
        return output;
    }

    private static ProtobufWriter Ints(string name, params ReadOnlySpan<long> values) => OnnxWriting.Attribute(name, values);
}
