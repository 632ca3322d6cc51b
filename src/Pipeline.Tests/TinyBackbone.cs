using Pipeline.Backbones;

namespace Pipeline.Tests;

/// <summary>
/// A network of 50 KB with the inputs and outputs of an ImageNet ResNet: the picture averaged to 2 x 2 colours (12 features), and a fixed random
/// linear map to 1000 class scores. It drives the real code wherever a real network would only be slower.
/// </summary>
internal static class TinyBackbone
{
    public const int Side = 32;
    public const int Dimension = 12;
    public const string Name = "tiny";

    public static byte[] Model { get; } = Build(classes: 1000, softmax: false);

    /// <summary>Writes weights and card into a folder.</summary>
    /// <returns>The card's path.</returns>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "tiny.onnx"), Model);
        string card = Path.Combine(folder, "tiny.yaml");
        File.WriteAllText(card, CardText(Model));
        return card;
    }

    public static string CardText(byte[] model) => $$"""
        name: {{Name}}
        file: tiny.onnx
        bytes: {{model.Length}}
        sha256: {{Hashing.OfBytes(model)}}
        licence: MIT
        architecture: 2 x 2 colours and a fixed linear map
        transform: { resize_shorter_side: {{Side}}, crop: {{Side}} }

        """;

    /// <param name="classes">Class scores.</param>
    /// <param name="softmax">Whether a softmax hides the scores, as in some published networks.</param>
    public static byte[] Build(int classes, bool softmax)
    {
        var random = new Random(7);
        float[] weights = [.. Enumerable.Range(0, classes * Dimension).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        var graph = new ProtobufWriter()
            .Message(1, Node("AveragePool", ["input"], "pooled", Ints("kernel_shape", Side / 2, Side / 2), Ints("strides", Side / 2, Side / 2)))
            .Message(1, Node("Flatten", ["pooled"], "features"))
            .Message(1, Node("Gemm", ["features", "weights", "bias"], "scores", Number("transB", 1)));
        if (softmax)
        {
            graph.Message(1, Node("Softmax", ["scores"], "probabilities"));
        }

        graph.Text(2, "tiny")
            .Message(5, Tensor("weights", [classes, Dimension], weights))
            .Message(5, Tensor("bias", [classes], new float[classes]))
            .Message(11, ValueInfo("input", 3, Side, Side))
            .Message(12, ValueInfo(softmax ? "probabilities" : "scores", classes));
        return new ProtobufWriter().Number(1, 7).Message(7, graph).Message(8, new ProtobufWriter().Text(1, "").Number(2, 13)).ToArray();
    }

    private static ProtobufWriter Node(string type, string[] inputs, string output, params ProtobufWriter[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return node;
    }

    private static ProtobufWriter Ints(string name, params int[] values)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        foreach (int value in values)
        {
            attribute.Number(8, value);
        }

        return attribute.Number(20, 7);
    }

    private static ProtobufWriter Number(string name, int value) => new ProtobufWriter().Text(1, name).Number(3, value).Number(20, 2);

    private static ProtobufWriter Tensor(string name, int[] shape, float[] values)
    {
        var tensor = new ProtobufWriter();
        foreach (int dimension in shape)
        {
            tensor.Number(1, dimension);
        }

        return tensor.Number(2, 1).Text(8, name).RawFloats(9, values);
    }

    private static ProtobufWriter ValueInfo(string name, params int[] shape)
    {
        var dimensions = new ProtobufWriter().Message(1, new ProtobufWriter().Text(2, "N"));
        foreach (int dimension in shape)
        {
            dimensions.Message(1, new ProtobufWriter().Number(1, dimension));
        }

        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, 1).Message(2, dimensions)));
    }
}
