using Pipeline.Backbones;
using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>A network, and what is put before and behind it, as ONNX files.</summary>
/// <param name="backbone">The frozen network.</param>
internal sealed class OnnxModel(Backbone backbone)
{
    private readonly byte[] _network = File.ReadAllBytes(backbone.ModelFile);

    /// <summary>
    /// From the network's normalised tensor <c>[N, 3, H, W]</c> to the head's scores <c>[N, K]</c>: the only output, called <c>probabilities</c> where they
    /// are, else <c>scores</c>.
    /// </summary>
    /// <exception cref="PipelineException">Nodes cannot be added to this network.</exception>
    public void Write(IHead head, Stream stream) => Write(stream, OnnxHead.InputOf(head, backbone.Tap), OnnxMetadata.Of(backbone, head), fromPixels: false, (nodes, graph) =>
    {
        string output = graph.FreeName(head is LinearHead { Link: LinearLink.None } ? "scores" : "probabilities");
        OnnxHead.Add(nodes, head, OnnxHead.InputOf(head, backbone.Tap), output);
        return [OnnxWriting.ValueInfo(output, OnnxType.Float, null, head.Space.Answers.Count)];
    });

    /// <summary>
    /// From a square of pixels (<see cref="OnnxPhotoInput"/>) to <c>factor * log(probabilities)</c>, <c>[1, K]</c>; of a head without probabilities, to
    /// <c>factor * scores</c>.
    /// </summary>
    /// <param name="factor">What <see cref="StockAnswer"/> asks for.</param>
    /// <returns>The output's name.</returns>
    /// <exception cref="PipelineException">Nodes cannot be added to this network.</exception>
    public string WriteFromPixels(IHead head, float factor, Stream stream)
    {
        string output = "";
        Write(stream, OnnxHead.InputOf(head, backbone.Tap), OnnxMetadata.Of(backbone, head), fromPixels: true, (nodes, graph) =>
        {
            string scores = graph.FreeName("probabilities");
            OnnxHead.Add(nodes, head, OnnxHead.InputOf(head, backbone.Tap), scores);
            output = OnnxHead.AddLogits(nodes, head, scores, factor, graph.FreeName("logits_of_labels"));
            return [OnnxWriting.ValueInfo(output, OnnxType.Float, null, head.Space.Answers.Count)];
        });
        return output;
    }

    /// <summary>From a square of pixels (<see cref="OnnxPhotoInput"/>) to the network's own outputs: features <c>[1, D]</c> and class scores <c>[1, C]</c>.</summary>
    /// <exception cref="PipelineException">Nodes cannot be added to this network.</exception>
    public void WriteFeaturesFromPixels(Stream stream) => Write(stream, backbone.Tap.Logits, new Dictionary<string, string>(), fromPixels: true, (_, _) =>
    [
        OnnxWriting.ValueInfo(backbone.Tap.Features, OnnxType.Float, null, backbone.Dimension),
        OnnxWriting.ValueInfo(backbone.Tap.Logits, OnnxType.Float, null, backbone.ClassCount),
    ]);

    private void Write(
        Stream stream, string tensor, IReadOnlyDictionary<string, string> metadata, bool fromPixels, Func<OnnxNodes, OnnxGraph, IReadOnlyList<ProtobufWriter>> addBehind)
    {
        var graph = OnnxGraph.Read(_network);
        OnnxNodes before = new(graph.FreeName("photo") + "/"), behind = new(graph.FreeName("head") + "/");
        if (fromPixels)
        {
            OnnxPhotoInput.Add(before, backbone.Transform, backbone.Tap.Input);
        }

        var outputs = addBehind(behind, graph);
        var input = fromPixels ? OnnxPhotoInput.Declaration(backbone.Transform) : null;
        try
        {
            OnnxSplice.Write(_network, graph, tensor, new OnnxSurroundings(before, behind, input, outputs, metadata), stream);
        }
        catch (InvalidDataException problem)
        {
            throw new PipelineException($"backbone '{backbone.Card.Name}' cannot be exported: {problem.Message}", problem);
        }
    }
}
