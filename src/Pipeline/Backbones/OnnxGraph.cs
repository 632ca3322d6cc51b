namespace Pipeline.Backbones;

/// <summary>A tensor of a graph; an unknown dimension is -1.</summary>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape);

/// <summary>One operation: its type, the tensors it reads and writes, and whether a Gemm reads its second operand transposed.</summary>
internal sealed record OnnxNode(string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, bool TransposesSecond);

/// <summary>Field numbers of <c>onnx.proto</c> (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).</summary>
internal static class OnnxField
{
    public const int ModelGraph = 7, ModelOpset = 8, ModelMetadata = 14;
    public const int GraphNode = 1, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12, GraphValueInfo = 13;
}

/// <summary>
/// The outline of an ONNX file: names and shapes, without the weights.
/// </summary>
internal sealed class OnnxGraph
{
    private readonly List<OnnxTensor> _inputs = [];

    public IEnumerable<OnnxTensor> Inputs => _inputs.Where(input => !Initializers.ContainsKey(input.Name));

    public List<OnnxTensor> Outputs { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>The weights' names and shapes. Files of IR version 3 list them among the inputs too.</summary>
    public Dictionary<string, OnnxTensor> Initializers { get; } = new(StringComparer.Ordinal);

    /// <summary>Version of the standard operators that the file is written in; 1 where it says nothing.</summary>
    public long Opset { get; private set; } = 1;

    /// <summary>Whether some node holds a graph of its own, whose use of outer tensors this outline does not tell.</summary>
    public bool HasInnerGraphs { get; private set; }

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> model)
    {
        var graph = new OnnxGraph();
        var reader = new ProtobufReader(model);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxField.ModelGraph: graph.ReadGraph(reader.Bytes()); break;
                case OnnxField.ModelOpset: graph.ReadOpset(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return graph.Nodes.Count > 0 ? graph : throw new InvalidDataException("it holds no graph");
    }

    /// <returns>The name, or with a number behind it: one that no tensor's name begins with.</returns>
    public string FreeName(string wish) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wish : $"{wish}_{n}").First(name => !Names().Any(taken => taken.StartsWith(name, StringComparison.Ordinal)));

    private IEnumerable<string> Names() => Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)).Concat(_inputs.Select(input => input.Name));

    private void ReadGraph(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxField.GraphNode: Nodes.Add(ReadNode(reader.Bytes())); break;
                case OnnxField.GraphInitializer: AddInitializer(reader.Bytes()); break;
                case OnnxField.GraphInput: _inputs.Add(ReadValueInfo(reader.Bytes())); break;
                case OnnxField.GraphOutput: Outputs.Add(ReadValueInfo(reader.Bytes())); break;
                default: reader.Skip(); break;
            }
        }
    }

    // OperatorSetId { domain = 1, version = 2 }; the standard operators have the empty domain, or "ai.onnx".
    private void ReadOpset(ReadOnlySpan<byte> message)
    {
        string domain = "";
        long version = 0;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: domain = reader.Text(); break;
                case 2: version = (long)reader.Varint(); break;
                default: reader.Skip(); break;
            }
        }

        Opset = domain is "" or "ai.onnx" ? version : Opset;
    }

    private OnnxNode ReadNode(ReadOnlySpan<byte> message)
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

    private bool IsTransB(ReadOnlySpan<byte> attribute)
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
                case 6 or 11: HasInnerGraphs = true; reader.Skip(); break;
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
