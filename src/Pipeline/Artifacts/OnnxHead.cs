using System.Diagnostics;
using System.Numerics.Tensors;
using Pipeline.Backbones;
using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>A head as nodes behind its network: the linear ones whatever trained them, and zero-shot.</summary>
internal static class OnnxHead
{
    public static bool CanExpress(IHead head) => head is LinearHead or ZeroShotHead;

    /// <returns>The tensor of the network that the head reads.</returns>
    public static string InputOf(IHead head, FeatureTap tap) => head is ZeroShotHead ? tap.Logits : tap.Features;

    /// <param name="nodes">Receives the head.</param>
    /// <param name="head">A head that <see cref="CanExpress"/>.</param>
    /// <param name="input">Features <c>[N, D]</c> or class scores <c>[N, C]</c>, as <see cref="InputOf"/> says.</param>
    /// <param name="output">Name of the scores, <c>[N, K]</c>.</param>
    public static void Add(OnnxNodes nodes, IHead head, string input, string output)
    {
        switch (head)
        {
            case LinearHead linear: AddLinear(nodes, linear, input, output); break;
            case ZeroShotHead zeroShot: AddZeroShot(nodes, zeroShot, input, output); break;
            default: throw new UnreachableException($"{head.GetType().Name} has no nodes.");
        }
    }

    /// <summary>Adds what a softmax makes the scores of again: their logarithm, or scores that are no probabilities as they are; times a factor.</summary>
    public static string AddLogits(OnnxNodes nodes, IHead head, string scores, float factor, string output)
    {
        // Keeps the logarithm of 0 finite, far below what a float near 1 can tell apart.
        const float Least = 1e-30f;
        string z = head is LinearHead { Link: LinearLink.None }
            ? scores
            : nodes.Add("Log", [nodes.Add("Add", [scores, nodes.Constant<float>(OnnxType.Float, [Least], 1)])]);
        return nodes.AddAs(output, "Mul", [z, nodes.Constant<float>(OnnxType.Float, [factor], 1)]);
    }

    private static void AddLinear(OnnxNodes nodes, LinearHead head, string input, string output)
    {
        // In double, as the pipeline does: sums of some thousand float32 products would move a score in its fifth digit.
        string x = nodes.Add("Cast", [input], OnnxWriting.Attribute("to", (long)OnnxType.Double));
        if (head.Input == LinearInput.L2Normalised)
        {
            x = nodes.Add("LpNormalization", [x], OnnxWriting.Attribute("axis", 1), OnnxWriting.Attribute("p", 2));
        }

        string weights = nodes.Constant<double>(OnnxType.Double, Widened(head.Weights), head.Labels.Count, head.Dimension);
        string bias = nodes.Constant<double>(OnnxType.Double, Widened(head.Bias), head.Labels.Count);
        string sums = nodes.Add("Gemm", [x, weights, bias], OnnxWriting.Attribute("transB", 1));
        string z = nodes.Add("Cast", [sums], OnnxWriting.Attribute("to", (long)OnnxType.Float));
        switch (head.Link)
        {
            case LinearLink.None: nodes.AddAs(output, "Identity", [z]); break;
            case LinearLink.Softmax: AddSoftmax(nodes, z, output); break;
            // s(z_k) / sum s(z_j) is the softmax of log s(z), and log s(z) = -softplus(-z) is exact where every s(z) would round to 0.
            case LinearLink.NormalisedSigmoid: AddSoftmax(nodes, nodes.Add("Neg", [nodes.Add("Softplus", [nodes.Add("Neg", [z])])]), output); break;
            default: throw new UnreachableException($"{head.Link} has no nodes.");
        }
    }

    // The softmax among the classes that name some species is a distribution already; a 0/1 matrix adds up each species' share.
    private static void AddZeroShot(OnnxNodes nodes, ZeroShotHead head, string input, string output)
    {
        if (head.SummedClasses is not { } classes)
        {
            AddSoftmax(nodes, input, output);
            return;
        }

        long[] columns = [.. classes.SelectMany(ofSpecies => ofSpecies).Select(index => (long)index)];
        var sums = new float[columns.Length * classes.Count];
        int column = 0;
        for (int species = 0; species < classes.Count; species++)
        {
            for (int end = column + classes[species].Count; column < end; column++)
            {
                sums[(column * classes.Count) + species] = 1;
            }
        }

        string named = nodes.Add("Gather", [input, nodes.Constant<long>(OnnxType.Int64, columns, columns.Length)], OnnxWriting.Attribute("axis", 1));
        string shares = nodes.Add("Softmax", [named], OnnxWriting.Attribute("axis", 1));
        nodes.AddAs(output, "MatMul", [shares, nodes.Constant<float>(OnnxType.Float, sums, columns.Length, classes.Count)]);
    }

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, widened);
        return widened;
    }

    private static void AddSoftmax(OnnxNodes nodes, string z, string output) => nodes.AddAs(output, "Softmax", [z], OnnxWriting.Attribute("axis", 1));
}
