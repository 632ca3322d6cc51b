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

/// <summary>
/// Time from an image file to its top 3: warm-up apart, every image several times, raw rows kept. Latency belongs to a backbone and the
/// shape of a head, not to the numbers that a head has learnt, so it is measured once per distinct pair and process.
/// </summary>
/// <param name="clock">Times everything.</param>
/// <param name="http">Opens the way through a server.</param>
internal sealed class LatencyBenchmark(TimeProvider clock, OpenPath http)
{
    private const int Labels = 3;
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

        subject = subject with { Images = Spread(subject.Images, config.Images) };
        // Other images or other conditions are another measurement.
        string key = $"{subject.Shape}|{subject.Backbone.Card.Sha256}|{subject.Root}|{config}|{string.Join(',', subject.Images.Select(image => image.ContentHash))}";
        if (!_measured.TryGetValue(key, out var latency))
        {
            latency = _measured[key] = Time(subject, config, run, progress, cancellation);
        }

        return latency;
    }

    /// <summary>Images spread evenly over the data set, whose order is by class.</summary>
    internal static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> images, int count) =>
        images.Count <= count ? images : [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];

    private Latency Time(LatencySubject subject, TimingConfig config, string run, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var images = subject.Images;
        long start = clock.GetTimestamp();
        using var path = Open(subject, config, cancellation);
        double load = clock.GetElapsedTime(start).TotalMilliseconds;
        double first = Predict(images[0]).TotalMs;
        for (int i = 0; i < config.WarmUp; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Predict(images[i % images.Count]);
        }

        var rows = new List<LatencyRow>(images.Count * config.Repeats);
        for (int repeat = 0; repeat < config.Repeats; repeat++)
        {
            foreach (var image in images)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(new LatencyRow(image.Path, repeat, Predict(image)));
                progress.Report(new Progress($"timing {subject.Shape}", rows.Count, images.Count * config.Repeats, "predictions"));
            }
        }

        return new Latency(LatencyReport.Of(new LatencyConditions(subject.Shape, run, config, images.Count), load, first, rows), rows);

        PredictionParts Predict(LabeledImage image) => path.Predict(() => File.ReadAllBytes(Path.Combine(subject.Root, image.Path)), Labels, cancellation).Parts;
    }

    private IPredictionPath Open(LatencySubject subject, TimingConfig config, CancellationToken cancellation) => config.Path switch
    {
        TimingPath.Direct => new DirectPath(subject, config, clock),
        TimingPath.Http => http(subject, config, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };
}
