namespace Pipeline.Backbones;

/// <summary>A tensor of a graph; an unknown dimension is -1.</summary>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape);

/// <summary>One operation: its type, the tensors it reads and writes, and whether a Gemm reads its second operand transposed.</summary>
internal sealed record OnnxNode(string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, bool TransposesSecond);

/// <summary>
/// The outline of an ONNX file: names and shapes, without the weights. Field numbers are those of <c>onnx.proto</c>
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
/// </summary>
internal sealed class OnnxGraph
{
    private readonly List<OnnxTensor> _inputs = [];

    public IEnumerable<OnnxTensor> Inputs => _inputs.Where(input => !Initializers.ContainsKey(input.Name));

    public List<OnnxTensor> Outputs { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>The weights' names and shapes. Files of IR version 3 list them among the inputs too.</summary>
    public Dictionary<string, OnnxTensor> Initializers { get; } = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> model)
    {
        var graph = new OnnxGraph();
        var reader = new ProtobufReader(model);
        while (reader.Next())
        {
            if (reader.Field == 7)
            {
                graph.ReadGraph(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        return graph.Nodes.Count > 0 ? graph : throw new InvalidDataException("it holds no graph");
    }

    private void ReadGraph(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: Nodes.Add(ReadNode(reader.Bytes())); break;
                case 5: AddInitializer(reader.Bytes()); break;
                case 11: _inputs.Add(ReadValueInfo(reader.Bytes())); break;
                case 12: Outputs.Add(ReadValueInfo(reader.Bytes())); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static OnnxNode ReadNode(ReadOnlySpan<byte> message)
    {
        List<string> inputs = [], outputs = [];
        string type = "";
        bool transposes = false;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(reader.Text()); break;
                case 2: outputs.Add(reader.Text()); break;
                case 4: type = reader.Text(); break;
                case 5: transposes |= IsTransB(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxNode(type, inputs, outputs, transposes);
    }

    private static bool IsTransB(ReadOnlySpan<byte> attribute)
    {
        string name = "";
        ulong value = 0;
        var reader = new ProtobufReader(attribute);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 3: value = reader.Varint(); break;
                default: reader.Skip(); break;
            }
        }

        return name == "transB" && value == 1;
    }

    private void AddInitializer(ReadOnlySpan<byte> message)
    {
        List<long> shape = [];
        string name = "";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Numbers(shape); break;
                case 8: name = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        Initializers[name] = new OnnxTensor(name, shape);
    }

    // ValueInfo { name = 1, type = 2 { tensor_type = 1 { shape = 2 { dim = 1 { dim_value = 1 } } } } }
    private static OnnxTensor ReadValueInfo(ReadOnlySpan<byte> message)
    {
        string name = "";
        List<long> shape = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: ReadShape(Part(Part(reader.Bytes(), 1), 2), shape); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxTensor(name, shape);
    }

    private static void ReadShape(ReadOnlySpan<byte> message, List<long> shape)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            var dimension = new ProtobufReader(reader.Bytes());
            shape.Add(dimension.Next() && dimension.Field == 1 ? (long)dimension.Varint() : -1);
        }
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> message, int field)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.Bytes();
            }

            reader.Skip();
        }

        return [];
    }
}
