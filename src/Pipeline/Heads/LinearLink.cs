using System.Diagnostics;
using System.Numerics.Tensors;

namespace Pipeline.Heads;

/// <summary>What makes scores of the K values of a linear map. The values are part of the file format.</summary>
internal enum LinearLink
{
    /// <summary>Nothing: the scores rank but are no probabilities.</summary>
    None = 0,

    /// <summary><c>exp(z_k) / sum exp(z_j)</c>.</summary>
    Softmax = 1,

    /// <summary><c>s(z_k) / sum s(z_j)</c> with the logistic function s: one-vs-rest probabilities made to sum to 1.</summary>
    NormalisedSigmoid = 2,
}

internal static class LinearLinks
{
    extension(LinearLink link)
    {
        /// <summary>Replaces z by the scores, <c>[K]</c>.</summary>
        public void Apply(Span<double> z)
        {
            switch (link)
            {
                case LinearLink.None:
                    return;
                case LinearLink.Softmax:
                    Softmax(z);
                    return;
                case LinearLink.NormalisedSigmoid:
                    NormalisedSigmoid(z);
                    return;
                default:
                    throw new UnreachableException($"{link} has no formula.");
            }
        }
    }

    /// <summary>The largest z is subtracted first, so that no exponential overflows.</summary>
    internal static void Softmax(Span<double> z)
    {
        TensorPrimitives.Subtract(z, TensorPrimitives.Max<double>(z), z);
        TensorPrimitives.Exp<double>(z, z);
        TensorPrimitives.Divide(z, TensorPrimitives.Sum<double>(z), z);
    }

    /// <summary>Where every class is so unlikely that all sigmoids vanish, they behave as exponentials: the softmax is their limit.</summary>
    private static void NormalisedSigmoid(Span<double> z)
    {
        const double VanishingLogit = -700;
        if (TensorPrimitives.Max<double>(z) < VanishingLogit)
        {
            Softmax(z);
            return;
        }

        TensorPrimitives.Sigmoid<double>(z, z);
        TensorPrimitives.Divide(z, TensorPrimitives.Sum<double>(z), z);
    }
}
