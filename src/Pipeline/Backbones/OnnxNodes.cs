using System.Runtime.InteropServices;

namespace Pipeline.Backbones;

/// <summary>
/// Nodes to be added to a network's graph, in the order in which they are computed. Only operators whose meaning has not changed since opset 7 are
/// of use here, because an added node is read under the opset of its host.
/// </summary>
/// <param name="prefix">Begins the name of each tensor; no tensor of the host begins with it.</param>
internal sealed class OnnxNodes(string prefix)
{
    private readonly ProtobufWriter _nodes = new();
    private int _count;

    /// <summary>The oldest opset under which these nodes mean what they say: it brought broadcasting as it is now.</summary>
    public const int OldestOpset = 7;

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its result.</returns>
    public string Add(string type, IEnumerable<string> inputs, params IEnumerable<ProtobufWriter> attributes) => AddAs(NextName(type), type, inputs, attributes);

    /// <summary>Adds a node whose result has a given name.</summary>
    public string AddAs(string output, string type, IEnumerable<string> inputs, params IEnumerable<ProtobufWriter> attributes)
    {
        _nodes.Message(OnnxField.GraphNode, OnnxWriting.Node(type, inputs, output, attributes));
        return output;
    }

    /// <summary>
    /// Adds a tensor of fixed values, as a node: as an initializer it would have to be declared as an input too under IR version 3, which
    /// older networks have.
    /// </summary>
    public string Constant<T>(OnnxType type, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        Add("Constant", [], OnnxWriting.Attribute("value", OnnxWriting.Tensor(type, MemoryMarshal.AsBytes(values), shape)));

    public byte[] ToArray() => _nodes.ToArray();

    private string NextName(string type) => $"{prefix}{type}{_count++}";
}
