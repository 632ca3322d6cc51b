using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;
using Pipeline.Splits;

namespace Pipeline.Evaluation;

/// <summary>The head that is kept: fitted on all images, so it has no score of its own; the run's score is the held-out one.</summary>
internal static class FinalFit
{
    /// <summary>
    /// Fits on every image; where the split sets a validation share aside, on all but the validation images of its first fold, which then decide
    /// when learning stops.
    /// </summary>
    public static TrainedHead Run(HeadTrainer trainer, FeaturedImages images, DatasetSplit split, int seed, CancellationToken cancellation)
    {
        var (training, validation) = Parts(split, images.Images.Count);
        return trainer.Fit(images.Training(training), images.Validation(validation), FitSeed.OfFinal(seed), cancellation);
    }

    /// <returns>Indexes of the images that it learns from, and of those that decide when learning stops.</returns>
    public static (int[] Training, int[] Validation) Parts(DatasetSplit split, int images)
    {
        int[] validation = split.Folds[0].Validation;
        return ([.. Enumerable.Range(0, images).Except(validation)], validation);
    }
}

/// <summary>What it takes to fit the head that is kept.</summary>
/// <param name="RefitsMs">Wall time of each refit, one after the other and nothing else at work.</param>
/// <param name="MedianMs">Their median.</param>
internal sealed record FitTimes(IReadOnlyList<double> RefitsMs, double MedianMs)
{
    /// <param name="refits">How often.</param>
    /// <param name="clock">Times it.</param>
    /// <inheritdoc cref="FinalFit.Run"/>
    public static FitTimes Measure(
        HeadTrainer trainer, FeaturedImages images, DatasetSplit split, int seed, int refits, TimeProvider clock, CancellationToken cancellation)
    {
        var times = new double[refits];
        for (int i = 0; i < refits; i++)
        {
            long start = clock.GetTimestamp();
            FinalFit.Run(trainer, images, split, seed, cancellation);
            times[i] = clock.GetElapsedTime(start).TotalMilliseconds;
        }

        return new FitTimes(times, Percentiles.Median(times));
    }
}
