using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation.Statistics;
using Pipeline.Splits;

namespace Pipeline.Launching;

/// <summary>About how long experiments will take, from what earlier runs of the same heads and networks took. Other images or machines make it wrong.</summary>
/// <param name="Fits">All folds and the heads that are kept, on every core.</param>
/// <param name="FitTimes">Refits, one after the other.</param>
/// <param name="Latency">Timed predictions, once per network and kind of head.</param>
/// <param name="Runs">Earlier runs that this rests on.</param>
internal sealed record SweepEstimate(TimeSpan Fits, TimeSpan FitTimes, TimeSpan Latency, int Runs)
{
    public TimeSpan Total => Fits + FitTimes + Latency;

    /// <returns>Null where nothing of the kind was run yet.</returns>
    public static SweepEstimate? Of(IReadOnlyList<ExperimentConfig> experiments, IReadOnlyList<FinishedRun> earlier)
    {
        var fits = earlier.Where(run => run.Record.Training.RefitsMs.Count > 0).ToLookup(run => run.Record.HeadKind, run => run.Record.Training.FitMs ?? 0);
        double any = fits.Count == 0 ? double.NaN : Percentiles.Median([.. fits.SelectMany(kind => kind)]);
        if (double.IsNaN(any))
        {
            return null;
        }

        var perFit = experiments.Select(config => fits[KindAttribute.Of(config.Head)] is var own && own.Any() ? Percentiles.Median([.. own]) : any).ToArray();
        double folds = experiments.Zip(perFit, (config, fit) => ((StratifiedSplitter.FoldsOf(config.Split) * config.Split.Repeats) + 1) * fit).Sum() / Environment.ProcessorCount;
        double refits = experiments.Zip(perFit, (config, fit) => config.Timing.Refits * fit).Sum();
        return new SweepEstimate(Milliseconds(folds), Milliseconds(refits), Milliseconds(LatencyOf(experiments, earlier)), earlier.Count);
    }

    private static double LatencyOf(IReadOnlyList<ExperimentConfig> experiments, IReadOnlyList<FinishedRun> earlier)
    {
        var known = earlier.Where(run => run.Record.Latency is not null).ToLookup(run => run.Record.Backbone, run => run.Record.Latency!.Total.MedianMs);
        return experiments.DistinctBy(config => (config.Backbone, KindAttribute.Of(config.Head), config.Timing)).Sum(config =>
            known[config.Backbone?.Name ?? ""] is var own && own.Any() ? Percentiles.Median([.. own]) * config.Timing.Launches * (config.Timing.WarmUp + (config.Timing.Repeats * config.Timing.Images)) : 0);
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
