namespace Pipeline.Backbones;

/// <summary>What goes around the kept part of a network.</summary>
/// <param name="Before">Nodes computed first; they may make the network's input.</param>
/// <param name="Behind">Nodes computed last.</param>
/// <param name="Input">Declares the graph's input in place of the network's own; null keeps that.</param>
/// <param name="Outputs">Declare the outputs, all of them.</param>
/// <param name="Metadata">Written into the model; keys that the network has already are replaced.</param>
internal sealed record OnnxSurroundings(
    OnnxNodes Before, OnnxNodes Behind, ProtobufWriter? Input, IReadOnlyList<ProtobufWriter> Outputs, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// The part of a network's file that one tensor depends on, put between nodes of our own. What the tensor does not need is left out: with the
/// last layer of a ResNet-50, 8 MB. Everything kept is copied byte for byte, once, from the file to the stream.
/// </summary>
internal sealed class OnnxSplice
{
    private readonly byte[] _model;
    private readonly OnnxGraph _graph;
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);
    private readonly List<bool> _kept;
    private readonly List<Range> _graphSlices = [];
    private readonly List<Range> _otherSlices = [];

    private OnnxSplice(byte[] model, OnnxGraph graph, string tensor)
    {
        (_model, _graph) = (model, graph);
        _needed.Add(tensor);
        _kept = [.. Enumerable.Repeat(false, graph.Nodes.Count)];

        // Nodes stand in the order of computation, so one way back sees each tensor's readers before its maker.
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            _kept[i] = graph.Nodes[i].Outputs.Any(_needed.Contains);
            if (_kept[i])
            {
                _needed.UnionWith(graph.Nodes[i].Inputs);
                _needed.UnionWith(graph.Nodes[i].Outputs);
            }
        }
    }

    /// <param name="model">The network's file.</param>
    /// <param name="graph">Its outline.</param>
    /// <param name="tensor">What is kept of it: this tensor, and what it is computed from.</param>
    /// <param name="surroundings">What goes around.</param>
    /// <param name="output">Receives the model.</param>
    /// <exception cref="InvalidDataException">The opset is too old for added nodes, or nodes hold graphs of their own.</exception>
    public static void Write(byte[] model, OnnxGraph graph, string tensor, OnnxSurroundings surroundings, Stream output)
    {
        if (graph.Opset < OnnxNodes.OldestOpset)
        {
            throw new InvalidDataException($"it is written in opset {graph.Opset}; nodes can be added from opset {OnnxNodes.OldestOpset} on");
        }

        if (graph.HasInnerGraphs)
        {
            throw new InvalidDataException("some of its nodes hold graphs of their own (If, Loop), and what these need is not known");
        }

        new OnnxSplice(model, graph, tensor).Write(surroundings, output);
    }

    private void Write(OnnxSurroundings surroundings, Stream output)
    {
        Sort(surroundings);
        byte[] before = surroundings.Before.ToArray();
        byte[] behind = [.. surroundings.Behind.ToArray(), .. Declarations(surroundings)];
        Write(_otherSlices, output);
        output.Write(ProtobufWriter.Header(OnnxField.ModelGraph, before.Length + _graphSlices.Sum(slice => slice.End.Value - slice.Start.Value) + behind.Length));
        output.Write(before);
        Write(_graphSlices, output);
        output.Write(behind);
        var metadata = new ProtobufWriter();
        foreach (var (key, value) in surroundings.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            metadata.Message(OnnxField.ModelMetadata, OnnxWriting.Property(key, value));
        }

        output.Write(metadata.ToArray());
    }

    private static byte[] Declarations(OnnxSurroundings surroundings)
    {
        var declared = new ProtobufWriter();
        if (surroundings.Input is { } input)
        {
            declared.Message(OnnxField.GraphInput, input);
        }

        foreach (var each in surroundings.Outputs)
        {
            declared.Message(OnnxField.GraphOutput, each);
        }

        return declared.ToArray();
    }

    /// <summary>Each field of the file either into the kept slices of the graph, or into the rest of the model, or nowhere.</summary>
    private void Sort(OnnxSurroundings surroundings)
    {
        int node = 0;
        var reader = new ProtobufReader(_model);
        for (int start = 0; reader.Next(); start = reader.Position)
        {
            if (reader.Field == OnnxField.ModelGraph)
            {
                var graph = reader.Bytes();
                SortGraph(graph, reader.Position - graph.Length, surroundings.Input is not null, ref node);
                continue;
            }

            bool replaced = reader.Field == OnnxField.ModelMetadata && surroundings.Metadata.ContainsKey(NameIn(reader.Bytes(), 1));
            if (reader.Field != OnnxField.ModelMetadata)
            {
                reader.Skip();
            }

            if (!replaced)
            {
                Keep(_otherSlices, start, reader.Position);
            }
        }
    }

    private void SortGraph(ReadOnlySpan<byte> message, int offset, bool replacesInput, ref int node)
    {
        string input = _graph.Inputs.First().Name;
        var reader = new ProtobufReader(message);
        for (int start = 0; reader.Next(); start = reader.Position)
        {
            bool keep;
            switch (reader.Field)
            {
                case OnnxField.GraphNode: reader.Skip(); keep = _kept[node++]; break;
                case OnnxField.GraphInitializer: keep = _needed.Contains(NameIn(reader.Bytes(), 8)); break;
                case OnnxField.GraphInput: keep = NameIn(reader.Bytes(), 1) is var name && _needed.Contains(name) && !(replacesInput && name == input); break;
                case OnnxField.GraphValueInfo: keep = _needed.Contains(NameIn(reader.Bytes(), 1)); break;
                case OnnxField.GraphOutput: reader.Skip(); keep = false; break;
                default: reader.Skip(); keep = true; break;
            }

            if (keep)
            {
                Keep(_graphSlices, offset + start, offset + reader.Position);
            }
        }
    }

    private static void Keep(List<Range> slices, int start, int end)
    {
        if (slices.Count > 0 && slices[^1].End.Value == start)
        {
            slices[^1] = slices[^1].Start..end;
        }
        else
        {
            slices.Add(start..end);
        }
    }

    private void Write(List<Range> slices, Stream output)
    {
        foreach (var slice in slices)
        {
            output.Write(_model.AsSpan(slice));
        }
    }

    private static string NameIn(ReadOnlySpan<byte> message, int field)
    {
        string name = "";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                name = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }
}
