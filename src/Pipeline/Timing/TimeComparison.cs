using Pipeline.Evaluation.Statistics;

namespace Pipeline.Timing;

/// <summary>The measured times of one run.</summary>
/// <param name="Measurement">Tells measurements apart; runs of one network and head shape share one.</param>
/// <param name="MeasuredIn">The run or the sweep that it was measured in: two measurements of one sweep took turns in the same starts of the program.</param>
/// <param name="Machine">Host and processor. Times of different machines are not comparable.</param>
/// <param name="Launches">Per start of the program the median over the repeats of each image, from file to top 3, by the image's name.</param>
internal sealed record MeasuredTimes(string Measurement, string MeasuredIn, string Machine, IReadOnlyList<IReadOnlyDictionary<string, double>> Launches)
{
    /// <summary>95 % interval of the median over the images, as a share of it: over the images, and over the starts of the program where there were several.</summary>
    /// <param name="seed">Seed of the bootstrap over the images.</param>
    /// <returns>Around 1; null where one image was timed, or the starts timed different ones.</returns>
    public Interval? RelativeInterval(int seed)
    {
        string[] images = [.. Launches[0].Keys.Order(StringComparer.Ordinal)];
        if (images.Length < 2 || Launches.Any(launch => launch.Count != images.Length || !images.All(launch.ContainsKey)))
            return null;
        // Against a reference that always takes one millisecond, a ratio of medians is a median.
        double[] one = [.. images.Select(_ => 1.0)];
        var median = RatioOverLaunches.Of([.. Launches.Select(launch => (double[])[.. images.Select(image => launch[image])])], [.. Launches.Select(_ => one)], together: true, seed);
        return new Interval(median.Interval.Low / median.Ratio, median.Interval.High / median.Ratio);
    }
}

/// <summary>What two measurements say of a subject.</summary>
internal enum TimeVerdict
{
    /// <summary>One of the two was not timed.</summary>
    NotTimed,

    /// <summary>Other machines, or other images.</summary>
    NotComparable,

    /// <summary>Network and head shape are the same, and they were timed once for both.</summary>
    SameMeasurement,

    /// <summary>The medians differ by less than 3 %.</summary>
    NoPracticalDifference,

    /// <summary>The images and the starts of the program do not tell which is faster.</summary>
    NotDistinguishable,

    Faster,

    Slower,
}

/// <summary>The time of a subject over that of a reference.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Ratio">Ratio of the medians over the images, above 1 where the subject takes longer; null where there is none.</param>
/// <param name="Because">Why there is none; null where there is one.</param>
internal sealed record TimeComparison(TimeVerdict Verdict, RatioOfMedians? Ratio, string? Because)
{
    /// <summary>Less than what the placement of a program in memory alone can do (Mytkowicz et al., Producing wrong data without doing anything obviously wrong, 2009).</summary>
    public const double PracticalDifference = 0.03;

    /// <param name="subject">Null where it was not timed.</param>
    /// <param name="reference">Null where it was not timed.</param>
    /// <param name="seed">Seed of the bootstrap over the images.</param>
    public static TimeComparison Of(MeasuredTimes? subject, MeasuredTimes? reference, int seed)
    {
        if (subject is null || reference is null)
            return new(TimeVerdict.NotTimed, null, "not timed");
        if (subject.Machine != reference.Machine)
            return new(TimeVerdict.NotComparable, null, $"timed on different machines ({subject.Machine}; {reference.Machine})");
        if (subject.Measurement == reference.Measurement)
            return new(TimeVerdict.SameMeasurement, null, "one measurement: the same network and shape of head");
        string[] images = [.. subject.Launches[0].Keys.Order(StringComparer.Ordinal)];
        if (subject.Launches.Concat(reference.Launches).Any(launch => launch.Count != images.Length || !images.All(launch.ContainsKey)))
            return new(TimeVerdict.NotComparable, null, "timed on different images");
        var ratio = RatioOverLaunches.Of(PerLaunch(subject, images), PerLaunch(reference, images), subject.MeasuredIn == reference.MeasuredIn, seed);
        return new(Judge(ratio), ratio, null);
    }

    private static double[][] PerLaunch(MeasuredTimes times, string[] images) => [.. times.Launches.Select(launch => (double[])[.. images.Select(image => launch[image])])];

    private static TimeVerdict Judge(RatioOfMedians ratio) =>
        Math.Max(ratio.Ratio, 1 / ratio.Ratio) < 1 + PracticalDifference ? TimeVerdict.NoPracticalDifference
        : ratio.Interval.Contains(1) ? TimeVerdict.NotDistinguishable
        : ratio.Ratio < 1 ? TimeVerdict.Faster
        : TimeVerdict.Slower;
}
