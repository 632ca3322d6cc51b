using System.Numerics.Tensors;

namespace Pipeline.Heads.Calibrating;

/// <summary>
/// <c>softmax(z * sharpness)</c>, whose one number minimises the cross-entropy of held-out scores (Guo, Pleiss, Sun and Weinberger 2017,
/// arXiv:1706.04599; sharpness is 1 / temperature). As in Platt's method, targets stop short of certainty by 1 / (M + 2), so that scores without
/// a single mistake do not ask for an infinite sharpness.
/// </summary>
internal static class TemperatureScaling
{
    /// <summary>The sharpness is sought between these multiples of 1 / the mean spread of scores, where softmax goes from even to all-or-nothing.</summary>
    private const double Flattest = 1e-3, Sharpest = 1e3;

    private const int Sections = 60;

    /// <returns>What scores are multiplied by; above 0.</returns>
    public static double Fit(OutOfFoldScores held)
    {
        int classes = held.Scores.Length / held.Labels.Length;
        double spread = held.Scores.Chunk(classes).Average(row => row.Max() - row.Min());
        if (!(spread > 0))
        {
            return 1;
        }

        // Convex in the sharpness, so it has one valley over its logarithm too: sections of the golden ratio close in on it.
        double ratio = (Math.Sqrt(5) - 1) / 2;
        (double low, double high) = (Math.Log(Flattest / spread), Math.Log(Sharpest / spread));
        for (int i = 0; i < Sections; i++)
        {
            (double left, double right) = (high - ratio * (high - low), low + ratio * (high - low));
            (low, high) = CrossEntropy(held, classes, Math.Exp(left)) < CrossEntropy(held, classes, Math.Exp(right)) ? (low, right) : (left, high);
        }

        return Math.Exp((low + high) / 2);
    }

    internal static double CrossEntropy(OutOfFoldScores held, int classes, double sharpness)
    {
        double doubt = 1.0 / (held.Labels.Length + 2);
        var z = new double[classes];
        double sum = 0;
        for (int i = 0; i < held.Labels.Length; i++)
        {
            TensorPrimitives.Multiply(held.Scores.AsSpan(i * classes, classes), sharpness, z);
            double target = (1 - doubt) * z[held.Labels[i]] + doubt * (TensorPrimitives.Sum<double>(z) - z[held.Labels[i]]) / (classes - 1);
            double max = TensorPrimitives.Max<double>(z);
            TensorPrimitives.Subtract(z, max, z);
            TensorPrimitives.Exp<double>(z, z);
            sum += max + Math.Log(TensorPrimitives.Sum<double>(z)) - target;
        }

        return sum / held.Labels.Length;
    }
}
