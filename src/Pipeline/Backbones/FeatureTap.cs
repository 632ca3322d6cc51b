namespace Pipeline.Backbones;

/// <summary>
/// Where a network's features and class scores come out. The features are the input of the last Gemm or MatMul on the way to the
/// scores; they become a second output of the graph by bytes appended to the file, because protobuf merges a repeated message.
/// </summary>
/// <param name="Input">The graph's image input.</param>
/// <param name="Logits">The class scores before any softmax, <c>[N, C]</c>.</param>
/// <param name="Features">The features, <c>[N, D]</c>.</param>
/// <param name="Dimension">D.</param>
/// <param name="ClassCount">C.</param>
internal sealed record FeatureTap(string Input, string Logits, string Features, int Dimension, int ClassCount)
{
    /// <summary>Bytes to leave free behind a model in memory, for <see cref="Append"/>.</summary>
    public const int Room = 4096;

    /// <summary>A field that the format does not know, so that every reader skips it.</summary>
    private const int FillerField = 1000;

    // Its number and its length take two bytes each, a length from 128 on.
    private const int FillerHeader = 4, ShortestFiller = 128;

    /// <exception cref="InvalidDataException">The graph has no such place, or the card names a tensor that is not there.</exception>
    public static FeatureTap Find(OnnxGraph graph, string? logits, string? features)
    {
        if (graph.Inputs.ToList() is not [var input])
        {
            throw new InvalidDataException($"it has {graph.Inputs.Count()} inputs ({string.Join(", ", graph.Inputs.Select(i => i.Name))}); one image tensor is expected");
        }

        string output = logits ?? graph.Outputs[0].Name;
        if (graph.Outputs.All(o => o.Name != output))
        {
            throw new InvalidDataException($"it has no output '{output}'; its outputs are {string.Join(", ", graph.Outputs.Select(o => o.Name))}");
        }

        var tap = LastLinear(graph, input.Name, output);
        return features is null || features == tap.Features
            ? tap
            : throw new InvalidDataException($"its class scores are computed from '{tap.Features}', not from '{features}' (feature_tensor)");
    }

    /// <summary>The bytes that, put behind the model's own, make the features (and the logits, where a softmax hides them) outputs of its graph.</summary>
    public byte[] Appendix(OnnxGraph graph)
    {
        var outputs = new ProtobufWriter();
        foreach (var (name, columns) in new[] { (Features, Dimension), (Logits, ClassCount) }.Where(o => graph.Outputs.All(output => output.Name != o.Item1)))
        {
            outputs.Message(OnnxField.GraphOutput, OnnxWriting.ValueInfo(name, OnnxType.Float, null, columns));
        }

        return new ProtobufWriter().Message(OnnxField.ModelGraph, outputs).ToArray();
    }

    /// <summary>Writes the appendix behind a model in memory and fills up what is left, so that 100 MB need not be copied to gain a few bytes.</summary>
    /// <param name="room">The last <see cref="Room"/> bytes of the model's array.</param>
    /// <exception cref="InvalidDataException">The names of the tensors take more room than that.</exception>
    public void Append(OnnxGraph graph, Span<byte> room)
    {
        byte[] appendix = Appendix(graph);
        int filler = room.Length - appendix.Length - FillerHeader;
        if (filler < ShortestFiller)
        {
            throw new InvalidDataException("the names of its tensors are too long");
        }

        room.Clear();
        appendix.CopyTo(room);
        ProtobufWriter.Header(FillerField, filler).CopyTo(room[appendix.Length..]);
    }

    private static FeatureTap LastLinear(OnnxGraph graph, string input, string output)
    {
        var producers = graph.Nodes.SelectMany(node => node.Outputs.Select(name => (name, node))).ToDictionary(pair => pair.name, pair => pair.node, StringComparer.Ordinal);
        string logits = output;
        for (string tensor = output; producers.TryGetValue(tensor, out var node) && node.Inputs.Count > 0; tensor = node.Inputs[0])
        {
            if (node.OpType is "Gemm" or "MatMul" && Weights(graph, producers, node.Inputs[1]) is { Shape: [var rows, var columns] })
            {
                var (dimension, classes) = node.TransposesSecond ? (columns, rows) : (rows, columns);
                return new FeatureTap(input, logits, node.Inputs[0], (int)dimension, (int)classes);
            }

            logits = node.OpType is "Softmax" ? node.Inputs[0] : logits;
        }

        throw new InvalidDataException($"no Gemm or MatMul with constant weights leads to its output '{output}', so its features cannot be found");
    }

    // The weights stand in the file as they are, or behind the nodes that restore quantised ones.
    private static OnnxTensor? Weights(OnnxGraph graph, Dictionary<string, OnnxNode> producers, string name) =>
        graph.Initializers.TryGetValue(name, out var tensor) ? tensor
        : producers.TryGetValue(name, out var node) && node.OpType is "DequantizeLinear" or "Identity" ? Weights(graph, producers, node.Inputs[0])
        : null;
}
