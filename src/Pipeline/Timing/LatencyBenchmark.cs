using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Timing;

/// <summary>What is timed, and on what.</summary>
/// <param name="Backbone">The frozen network.</param>
/// <param name="Head">Any head of the shape to be timed.</param>
/// <param name="Images">Images to draw from.</param>
/// <param name="Root">The folder that their paths are relative to.</param>
/// <param name="Decoding">What decodes.</param>
internal sealed record LatencySubject(Backbone Backbone, IHead Head, IReadOnlyList<LabeledImage> Images, string Root, DecodePolicy Decoding)
{
    public string Shape => $"{Backbone.Card.Name} + {Head.Shape}";
}

/// <summary>A measurement and the raw rows behind it.</summary>
internal sealed record Latency(LatencyReport Report, IReadOnlyList<LatencyRow> Rows);

/// <summary>A wish to have something timed.</summary>
/// <param name="Subject">What is timed, and on what.</param>
/// <param name="Timing">Warm-up, repeats, images, threads.</param>
internal sealed record LatencyRequest(LatencySubject Subject, TimingConfig Timing)
{
    /// <summary>Requests of one key are one measurement: other weights, images or conditions are another.</summary>
    public string Key => $"{Subject.Shape}|{Subject.Backbone.Card.Sha256}|{Subject.Root}|{Timing}|{string.Join(',', Subject.Images.Select(image => image.ContentHash))}";
}

/// <summary>
/// Time from an image file to its top 3: warm-up apart, every image several times, raw rows kept. Latency belongs to a backbone and the
/// shape of a head, not to the numbers that a head has learnt, so it is measured once per distinct pair and process.
/// </summary>
/// <param name="clock">Times everything.</param>
/// <param name="http">Opens the way through a server.</param>
internal sealed class LatencyBenchmark(TimeProvider clock, OpenPath http)
{
    private readonly Dictionary<string, Latency> _measured = new(StringComparer.Ordinal);

    /// <param name="subject">What is timed, and on what.</param>
    /// <param name="config">Warm-up, repeats, images, threads.</param>
    /// <param name="run">Name of the run that asks.</param>
    /// <param name="progress">Hears of every timed prediction, between two of them.</param>
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
    /// Times several subjects in turns, A B C A B C: whatever the machine does meanwhile (warming up, slowing down, other work) hits all of them alike.
    /// </summary>
    /// <param name="requests">At least one prediction each; those of one key are measured once.</param>
    /// <param name="measuredIn">Name of what they are measured in.</param>
    /// <returns>By key.</returns>
    /// <inheritdoc cref="Measure" path="/param"/>
    public IReadOnlyDictionary<string, Latency> MeasureTogether(
        IReadOnlyList<LatencyRequest> requests, string measuredIn, IProgress<Progress> progress, CancellationToken cancellation)
    {
        LatencyRequest[] distinct = [.. requests.DistinctBy(request => request.Key, StringComparer.Ordinal)];
        using var networks = new TimedNetworks(distinct, clock);
        List<LatencySession> sessions = [];
        try
        {
            foreach (var request in distinct)
            {
                sessions.Add(new LatencySession(request, Open, networks.Shared(request), clock, cancellation));
            }

            TakeTurns(sessions, progress);
            return sessions.ToDictionary(session => session.Request.Key, session => session.Finish(measuredIn), StringComparer.Ordinal);
        }
        finally
        {
            sessions.ForEach(session => session.Dispose());
        }
    }

    /// <summary>Images spread evenly over the data set, whose order is by class.</summary>
    internal static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> images, int count) =>
        images.Count <= count ? images : [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];

    private static void TakeTurns(List<LatencySession> sessions, IProgress<Progress> progress)
    {
        string stage = sessions is [var one] ? $"timing {one.Request.Subject.Shape}" : $"timing {sessions.Count} networks and heads in turns";
        int total = sessions.Sum(session => session.Total);
        for (int done = 0; done < total;)
        {
            foreach (var session in sessions.Where(session => session.Done < session.Total))
            {
                session.Next();
                progress.Report(new Progress(stage, ++done, total, "predictions"));
            }
        }
    }

    private IPredictionPath Open(LatencySubject subject, TimingConfig config, CancellationToken cancellation) => config.Path switch
    {
        TimingPath.Direct => new DirectPath(subject, config, clock),
        TimingPath.Http => http(subject, config, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };
}
