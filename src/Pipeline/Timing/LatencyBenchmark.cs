using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Timing;

/// <summary>What is timed, and on what.</summary>
/// <param name="Images">Images to draw from.</param>
/// <param name="Root">The folder that their paths are relative to.</param>
internal abstract record LatencySubject(IReadOnlyList<LabeledImage> Images, string Root)
{
    /// <summary>Network and head: subjects of one shape cost the same.</summary>
    public abstract string Shape { get; }

    /// <summary>SHA-256 of the network's file.</summary>
    public abstract string Weights { get; }
}

/// <summary>A head over a frozen network.</summary>
/// <param name="Backbone">The frozen network.</param>
/// <param name="Head">Any head of the shape to be timed.</param>
/// <param name="Decoding">What decodes.</param>
internal sealed record HeadSubject(Backbone Backbone, IHead Head, IReadOnlyList<LabeledImage> Images, string Root, DecodePolicy Decoding) : LatencySubject(Images, Root)
{
    public override string Shape => $"{Backbone.Card.Name} + {Head.Shape}";

    public override string Weights => Backbone.Card.Sha256;
}

/// <summary>A model that another program answers for, which opens its own way to it.</summary>
internal abstract record ForeignSubject(IReadOnlyList<LabeledImage> Images, string Root) : LatencySubject(Images, Root)
{
    /// <summary>Starts that program.</summary>
    public abstract IPredictionPath Open(TimeProvider clock, CancellationToken cancellation);
}

/// <summary>A measurement and the raw rows behind it, start after start of the program.</summary>
internal sealed record Latency(LatencyReport Report, IReadOnlyList<LatencyRow> Rows)
{
    /// <param name="conditions">What was timed and how.</param>
    /// <param name="launches">At least one.</param>
    public static Latency Of(LatencyConditions conditions, IReadOnlyList<MeasuredLaunch> launches) =>
        new(LatencyReport.Of(conditions, launches), [.. launches.SelectMany((launch, i) => launch.Rows.Select(row => row with { Launch = i }))]);
}

/// <summary>A wish to have something timed.</summary>
/// <param name="Subject">What is timed, and on what.</param>
/// <param name="Timing">Warm-up, repeats, images, threads.</param>
internal sealed record LatencyRequest(LatencySubject Subject, TimingConfig Timing)
{
    /// <summary>Requests of one key are one measurement: other weights, images or conditions are another.</summary>
    public string Key => $"{Subject.Shape}|{Subject.Weights}|{Subject.Root}|{Timing}|{string.Join(',', Subject.Images.Select(image => image.ContentHash))}";

    /// <param name="measuredIn">Name of what it is measured in.</param>
    public LatencyConditions Conditions(string measuredIn) => new(Subject.Shape, measuredIn, Timing, Subject.Images.Count);
}

/// <summary>
/// Time from an image file to its top 3: warm-up apart, every image several times, raw rows kept. Latency belongs to a backbone and the
/// shape of a head, not to the numbers that a head has learnt, so it is measured once per distinct pair and invocation. Where several starts of the
/// program are asked for, each is a process of its own, so that all of them are alike.
/// </summary>
/// <param name="here">Measures in this process.</param>
/// <param name="apart">Measures in a process that is started for it.</param>
internal sealed class LatencyBenchmark(MeasureLaunch here, MeasureLaunch apart)
{
    private readonly Dictionary<string, Latency> _measured = new(StringComparer.Ordinal);

    /// <param name="subject">What is timed, and on what.</param>
    /// <param name="config">Warm-up, repeats, images, threads.</param>
    /// <param name="run">Name of the run that asks.</param>
    /// <param name="progress">Hears of every timed prediction.</param>
    /// <param name="cancellation">Stops between two predictions.</param>
    /// <returns>Null when the config asks for no repeats.</returns>
    public Latency? Measure(LatencySubject subject, TimingConfig config, string run, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (config.Repeats == 0)
        {
            return null;
        }

        var request = Request(subject, config);
        if (!_measured.TryGetValue(request.Key, out var latency))
        {
            latency = _measured[request.Key] = MeasureTogether([request], run, progress, cancellation)[request.Key];
        }

        return latency;
    }

    /// <param name="subject">What is timed, and on what.</param>
    /// <param name="timing">Warm-up, repeats, threads; it draws the images.</param>
    public static LatencyRequest Request(LatencySubject subject, TimingConfig timing) => new(subject with { Images = Spread(subject.Images, timing.Images) }, timing);

    /// <summary>
    /// Times several subjects in turns, one start of the program after the other; those that ask for fewer starts are missing from the last ones.
    /// </summary>
    /// <param name="requests">At least one prediction each; those of one key are measured once.</param>
    /// <param name="measuredIn">Name of what they are measured in.</param>
    /// <returns>By key.</returns>
    /// <inheritdoc cref="Measure" path="/param"/>
    public IReadOnlyDictionary<string, Latency> MeasureTogether(
        IReadOnlyList<LatencyRequest> requests, string measuredIn, IProgress<Progress> progress, CancellationToken cancellation)
    {
        LatencyRequest[] distinct = [.. requests.DistinctBy(request => request.Key, StringComparer.Ordinal)];
        var launches = distinct.ToDictionary(request => request.Key, _ => new List<MeasuredLaunch>(), StringComparer.Ordinal);
        Add([.. distinct.Where(request => request.Timing.Launches == 1)], here, progress);
        int most = distinct.Max(request => request.Timing.Launches);
        for (int launch = 0; launch < most; launch++)
        {
            Add([.. distinct.Where(request => request.Timing.Launches > Math.Max(1, launch))], apart, new LaunchProgress(progress, launch, most));
        }

        return distinct.ToDictionary(request => request.Key, request => Latency.Of(request.Conditions(measuredIn), launches[request.Key]), StringComparer.Ordinal);

        void Add(LatencyRequest[] due, MeasureLaunch measure, IProgress<Progress> heard)
        {
            if (due.Length > 0)
            {
                foreach (var (request, measured) in due.Zip(measure(due, heard, cancellation)))
                {
                    launches[request.Key].Add(measured);
                }
            }
        }
    }

    /// <summary>Images spread evenly over the data set, whose order is by class.</summary>
    internal static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> images, int count) =>
        images.Count <= count ? images : [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];

    private sealed class LaunchProgress(IProgress<Progress> heard, int launch, int launches) : IProgress<Progress>
    {
        public void Report(Progress value) => heard.Report(value with { Stage = $"{value.Stage}, launch {launch + 1} of {launches}" });
    }
}
