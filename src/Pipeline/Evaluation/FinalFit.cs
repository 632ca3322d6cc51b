using Pipeline.Configuration;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;
using Pipeline.Splits;

namespace Pipeline.Evaluation;

/// <summary>The head that is kept: fitted on all images, so it has no score of its own; the run's score is the held-out one.</summary>
/// <param name="Trained">The head.</param>
/// <param name="RefitsMs">Wall time of each refit, one after the other and nothing else at work.</param>
/// <param name="MedianMs">Their median.</param>
internal sealed record FinalFit(TrainedHead Trained, IReadOnlyList<double> RefitsMs, double MedianMs)
{
    /// <summary>
    /// Fits on every image; where the split sets a validation share aside, on all but the validation images of its first fold, which then decide
    /// when learning stops.
    /// </summary>
    public static FinalFit Run(HeadTrainer trainer, FeaturedImages images, DatasetSplit split, ExperimentConfig config, TimeProvider clock, CancellationToken cancellation)
    {
        int[] validation = split.Folds[0].Validation;
        var training = images.Training([.. Enumerable.Range(0, images.Images.Count).Except(validation)]);
        var setAside = images.Validation(validation);
        TrainedHead? trained = null;
        var refits = new double[config.Timing.Refits];
        for (int i = 0; i < refits.Length; i++)
        {
            long start = clock.GetTimestamp();
            trained = trainer.Fit(training, setAside, FitSeed.OfFinal(config.Seed), cancellation);
            refits[i] = clock.GetElapsedTime(start).TotalMilliseconds;
        }

        return new FinalFit(trained!, refits, Percentiles.Median(refits));
    }
}
