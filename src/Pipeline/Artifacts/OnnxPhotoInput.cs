using Pipeline.Backbones;
using Pipeline.Imaging;

namespace Pipeline.Artifacts;

/// <summary>
/// The part of preprocessing that ML.NET's own transforms cannot do, as nodes before a network: mean and deviation per channel, the crop of the
/// centre out of a larger square, and the averaging that its resizing, which skips pixels, lacks.
/// </summary>
internal static class OnnxPhotoInput
{
    /// <summary>Name of the input: RGB of 0 to 255, <c>[1, 3, S, S]</c>.</summary>
    public const string Name = "pixels";

    /// <summary>Pixels of ML.NET's resized picture per pixel of ours, along each side; see docs/decisions/0005-exports.md for what it changes.</summary>
    public const int Oversampling = 2;

    /// <summary>S.</summary>
    public static int SideOf(TransformSpec transform) => transform.ResizeShorterSide * Oversampling;

    public static ProtobufWriter Declaration(TransformSpec transform) => OnnxWriting.ValueInfo(Name, OnnxType.Float, 1, 3, SideOf(transform), SideOf(transform));

    /// <param name="nodes">Receives the nodes.</param>
    /// <param name="transform">The network's preprocessing.</param>
    /// <param name="input">Name of the network's input, which the nodes make.</param>
    public static void Add(OnnxNodes nodes, TransformSpec transform, string input)
    {
        string square = Oversampling == 1 ? Name : nodes.Add(
            "AveragePool", [Name], OnnxWriting.Attribute("kernel_shape", [Oversampling, Oversampling]), OnnxWriting.Attribute("strides", [Oversampling, Oversampling]));
        int margin = EvalTransform.Margin(transform.ResizeShorterSide, transform.Crop);
        long[] kept = [.. Enumerable.Range(margin, transform.Crop).Select(i => (long)i)];
        // Gather and not Slice, whose operands moved from attributes to inputs in opset 10.
        string middle = nodes.Constant<long>(OnnxType.Int64, kept, kept.Length);
        string rows = nodes.Add("Gather", [square, middle], OnnxWriting.Attribute("axis", 2));
        string crop = nodes.Add("Gather", [rows, middle], OnnxWriting.Attribute("axis", 3));
        string centred = nodes.Add("Sub", [crop, PerChannel(nodes, transform.Mean)]);
        nodes.AddAs(input, "Div", [centred, PerChannel(nodes, transform.Std)]);
    }

    private static string PerChannel(OnnxNodes nodes, IReadOnlyList<float> values)
    {
        const float WhiteLevel = 255;
        float[] levels = [.. values.Select(value => value * WhiteLevel)];
        return nodes.Constant<float>(OnnxType.Float, levels, 1, levels.Length, 1, 1);
    }
}
