using System.Diagnostics;
using Pipeline.Configuration;

namespace Pipeline.Heads.Softmax.Schedules;

/// <summary>
/// The share of the learning rate at each step. A schedule is a function of the epochs that have passed, t, out of T; both count from the end of
/// the warm-up, during which the share rises linearly: step n of w warm-up steps takes n / w.
/// </summary>
/// <param name="config">Its kind and parameters.</param>
/// <param name="epochs">Epochs of the fit, warm-up included.</param>
/// <param name="stepsPerEpoch">Steps in each.</param>
internal sealed class Schedule(ScheduleConfig config, int epochs, int stepsPerEpoch)
{
    private readonly double _warmUpSteps = config.WarmUpEpochs * stepsPerEpoch;

    /// <param name="step">0 for the first step of the fit.</param>
    /// <returns>What the full learning rate is multiplied by, 0 to 1.</returns>
    public double At(int step)
    {
        if (step < _warmUpSteps)
        {
            return Math.Min(1, (step + 1) / _warmUpSteps);
        }

        double passed = step / (double)stepsPerEpoch - config.WarmUpEpochs;
        double total = epochs - config.WarmUpEpochs;
        return config switch
        {
            ConstantScheduleConfig => 1,
            StepScheduleConfig drops => Math.Pow(drops.Factor, Math.Floor(passed / drops.Every)),
            ExponentialScheduleConfig exponential => Math.Pow(exponential.Factor, passed),
            PolynomialScheduleConfig polynomial => polynomial.Final + (1 - polynomial.Final) * Math.Pow(Left(passed, total), polynomial.Power),
            CosineScheduleConfig cosine => cosine.Final + (1 - cosine.Final) * (1 - Math.Cos(Math.PI * Left(passed, total))) / 2,
            _ => throw new UnreachableException($"{config.GetType().Name} has no formula."),
        };
    }

    /// <returns>The share of the epochs that is left, 1 to 0.</returns>
    private static double Left(double passed, double total) => Math.Clamp(1 - passed / total, 0, 1);
}
