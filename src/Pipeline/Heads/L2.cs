using System.Numerics.Tensors;

namespace Pipeline.Heads;

internal static class L2
{
    /// <summary>Brings x to length 1; zeros, which have no direction, stay.</summary>
    public static void Normalise(Span<double> x)
    {
        double length = TensorPrimitives.Norm<double>(x);
        if (length > 0)
        {
            TensorPrimitives.Divide(x, length, x);
        }
    }
}
