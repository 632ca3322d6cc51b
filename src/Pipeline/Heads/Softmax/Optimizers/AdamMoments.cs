namespace Pipeline.Heads.Softmax.Optimizers;

/// <summary>
/// The step that Adam and AdamW share: <c>m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g^2;
/// p -= rate * m' / (sqrt(v') + epsilon)</c> with <c>m' = m / (1 - beta1^t)</c> and <c>v' = v / (1 - beta2^t)</c> (Kingma and Ba 2015, arXiv:1412.6980).
/// </summary>
internal sealed class AdamMoments(double beta1, double beta2, double epsilon, int count)
{
    private readonly double[] _mean = new double[count];
    private readonly double[] _square = new double[count];
    private double _power1 = 1;
    private double _power2 = 1;

    public void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        (_power1, _power2) = (_power1 * beta1, _power2 * beta2);
        (double step, double root) = (rate / (1 - _power1), 1 / Math.Sqrt(1 - _power2));
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double m = _mean[i] = beta1 * _mean[i] + (1 - beta1) * g;
            double v = _square[i] = beta2 * _square[i] + (1 - beta2) * g * g;
            parameters[i] -= step * m / (Math.Sqrt(v) * root + epsilon);
        }
    }
}
