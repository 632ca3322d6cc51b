namespace Pipeline.Backbones;

/// <summary>Element types of tensors; the values are ONNX's own.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    Double = 11,
}

/// <summary>The messages that an ONNX graph is made of.</summary>
internal static class OnnxWriting
{
    /// <summary>
    /// Declares a graph's input or output. ML.NET needs the element type and the shape, else it fails on loading.
    /// </summary>
    /// <param name="shape">Null stands for any length, as of a batch.</param>
    public static ProtobufWriter ValueInfo(string name, OnnxType type, params ReadOnlySpan<int?> shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (int? length in shape)
        {
            dimensions.Message(1, length is { } fixedLength ? new ProtobufWriter().Number(1, fixedLength) : new ProtobufWriter().Text(2, "N"));
        }

        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, (int)type).Message(2, dimensions)));
    }

    public static ProtobufWriter Node(string type, IEnumerable<string> inputs, string output, IEnumerable<ProtobufWriter> attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return node;
    }

    public static ProtobufWriter Attribute(string name, long value)
    {
        const int Int = 2;
        return new ProtobufWriter().Text(1, name).Number(3, value).Number(20, Int);
    }

    public static ProtobufWriter Attribute(string name, params ReadOnlySpan<long> values)
    {
        const int Ints = 7;
        var attribute = new ProtobufWriter().Text(1, name);
        foreach (long value in values)
        {
            attribute.Number(8, value);
        }

        return attribute.Number(20, Ints);
    }

    public static ProtobufWriter Attribute(string name, ProtobufWriter tensor)
    {
        const int Tensor = 4;
        return new ProtobufWriter().Text(1, name).Message(5, tensor).Number(20, Tensor);
    }

    /// <param name="raw">The elements, little-endian, row-major.</param>
    public static ProtobufWriter Tensor(OnnxType type, ReadOnlySpan<byte> raw, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtobufWriter();
        foreach (long length in shape)
        {
            tensor.Number(1, length);
        }

        return tensor.Number(2, (int)type).Bytes(9, raw);
    }

    /// <summary>One entry of a model's metadata.</summary>
    public static ProtobufWriter Property(string key, string value) => new ProtobufWriter().Text(1, key).Text(2, value);
}
