using Pipeline.Configuration;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;

namespace Pipeline.Timing;

/// <summary>One timed prediction.</summary>
internal sealed record LatencyRow(string Image, int Repeat, PredictionParts Parts, int Launch = 0);

/// <summary>One start of the program among several.</summary>
/// <param name="LoadMs">Loading the network, or starting the server until it listens.</param>
/// <param name="FirstMs">The first prediction after that.</param>
/// <param name="MedianMs">From file to top 3, warm.</param>
internal sealed record LaunchReport(double LoadMs, double FirstMs, double MedianMs);

/// <summary>Median, 95th and 99th percentile (linear interpolation), in milliseconds.</summary>
internal sealed record LatencyFigures(double MedianMs, double P95Ms, double P99Ms)
{
    public static LatencyFigures Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new LatencyFigures(Percentiles.OfSorted(sorted, 50), Percentiles.OfSorted(sorted, 95), Percentiles.OfSorted(sorted, 99));
    }
}

/// <summary>What a measurement depends on.</summary>
/// <param name="Shape">Backbone and head shape.</param>
/// <param name="MeasuredIn">The run that it was measured in; runs of one shape share a measurement.</param>
/// <param name="Timing">Warm-up, repeats, threads as configured.</param>
/// <param name="Images">Images timed.</param>
internal sealed record LatencyConditions(string Shape, string MeasuredIn, TimingConfig Timing, int Images);

/// <summary>Time from image file to ranked labels, warm, one image after the other; nothing cached but what the system's file cache holds.</summary>
/// <param name="Conditions">What was timed and how.</param>
/// <param name="Threads">Threads inside the network.</param>
/// <param name="LoadMs">Loading the network, once; through a server: from starting its process until it listens. Of several starts the median.</param>
/// <param name="FirstMs">The first prediction after that. The two together are the cold time. Of several starts the median.</param>
/// <param name="Total">From file to top 3.</param>
/// <param name="Decode">Reading and decoding the file.</param>
/// <param name="Transform">Resizing, cropping, normalising.</param>
/// <param name="Backbone">The network.</param>
/// <param name="Head">The head and the ranking.</param>
/// <param name="Transport">Sending, waiting and receiving; null where there is no server between.</param>
/// <param name="Launches">Each start of the program, where it was timed in more than one.</param>
internal sealed record LatencyReport(
    LatencyConditions Conditions, int Threads, double LoadMs, double FirstMs,
    LatencyFigures Total, LatencyFigures Decode, LatencyFigures Transform, LatencyFigures Backbone, LatencyFigures Head,
    LatencyFigures? Transport = null, IReadOnlyList<LaunchReport>? Launches = null)
{
    /// <param name="conditions">What was timed and how.</param>
    /// <param name="launches">At least one.</param>
    public static LatencyReport Of(LatencyConditions conditions, IReadOnlyList<MeasuredLaunch> launches)
    {
        LatencyRow[] rows = [.. launches.SelectMany(launch => launch.Rows)];
        return new(
            conditions, conditions.Timing.Threads == 0 ? Environment.ProcessorCount : conditions.Timing.Threads,
            Percentiles.Median(launches.Select(launch => launch.LoadMs)), Percentiles.Median(launches.Select(launch => launch.FirstMs)),
            LatencyFigures.Of(rows.Select(row => row.Parts.TotalMs)),
            LatencyFigures.Of(rows.Select(row => row.Parts.DecodeMs)),
            LatencyFigures.Of(rows.Select(row => row.Parts.TransformMs)),
            LatencyFigures.Of(rows.Select(row => row.Parts.BackboneMs)),
            LatencyFigures.Of(rows.Select(row => row.Parts.HeadMs)),
            conditions.Timing.Path == TimingPath.Direct ? null : LatencyFigures.Of(rows.Select(row => row.Parts.TransportMs)),
            launches.Count == 1 ? null : [.. launches.Select(launch => new LaunchReport(launch.LoadMs, launch.FirstMs, Percentiles.Median(launch.Rows.Select(row => row.Parts.TotalMs))))]);
    }
}
