using Pipeline.Heads.Softmax.Optimizers;

namespace Pipeline.Heads.Calibrating;

/// <summary>
/// <c>1 / (1 + exp(-(slope * z + offset)))</c> per class (Platt 1999, with the targets that he proposes: <c>(N+ + 1) / (N+ + 2)</c> for images of the class
/// and <c>1 / (N- + 2)</c> for the rest).
/// </summary>
internal static class PlattScaling
{
    private const int Iterations = 100;
    private const double Tolerance = 1e-9;

    /// <param name="scores">Held-out scores of one class, <c>[M]</c>.</param>
    /// <param name="isClass">Whether each image is of it, <c>[M]</c>.</param>
    /// <returns>Slope 0 where the scores say nothing, or the opposite of what they should: then only the class's share is left.</returns>
    public static LogitScaling Fit(double[] scores, bool[] isClass)
    {
        double positives = isClass.Count(each => each), negatives = isClass.Length - positives;
        double[] targets = [.. isClass.Select(each => each ? (positives + 1) / (positives + 2) : 1 / (negatives + 2))];
        double mean = scores.Average(), deviation = Math.Sqrt(scores.Average(z => (z - mean) * (z - mean)));
        double share = targets.Average();
        var withoutScores = new LogitScaling(0, Math.Log(share / (1 - share)));
        if (!(deviation > 0))
        {
            return withoutScores;
        }

        // Standardised first, so that one tolerance suits margins of any size.
        double[] z = [.. scores.Select(score => (score - mean) / deviation)];
        double[] point = [0, withoutScores.Offset];
        var lbfgs = new Lbfgs((p, gradient) => CrossEntropy(z, targets, p, gradient), point, memory: 5);
        for (int i = 0; i < Iterations && lbfgs.GradientSize > Tolerance && lbfgs.Step(); i++) { }

        return point[0] > 0 ? new LogitScaling(point[0] / deviation, point[1] - point[0] * mean / deviation) : withoutScores;
    }

    private static double CrossEntropy(double[] z, double[] targets, ReadOnlySpan<double> point, Span<double> gradient)
    {
        double sum = 0;
        gradient.Clear();
        for (int i = 0; i < z.Length; i++)
        {
            double logit = point[0] * z[i] + point[1];
            double residual = 1 / (1 + Math.Exp(-logit)) - targets[i];
            gradient[0] += residual * z[i] / z.Length;
            gradient[1] += residual / z.Length;
            sum += Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - targets[i] * logit;
        }

        return sum / z.Length;
    }
}
