using System.Globalization;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Evaluation.Statistics;
using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>Verdicts in words.</summary>
internal static class VerdictWords
{
    public static string Of(ComparedPair pair) => pair.Verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.NotDistinguishable when pair.Paired is { } paired => paired.Agreement is { OnlySubject: [], OnlyReference: [] } && paired.Images.MeanGradeDifferenceInterval is null
            ? "equal on every image"
            : $"not distinguishable at {Format.Count(paired.Images.Images)} images",
        Verdict.NotDistinguishable => "not distinguishable",
        Verdict.Refused => "no verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(pair)),
    };

    /// <returns>For example <c>about 310 images</c>; a dash where the verdict is given or no number of images would give one.</returns>
    public static string WouldTell(ComparedPair pair) => pair.ImagesThatWouldTell is { } images ? $"about {Rounded(images)} images" : "-";

    public static string Of(TimeComparison time) => time.Verdict switch
    {
        TimeVerdict.NotTimed => "not timed",
        TimeVerdict.NotComparable => "not comparable",
        TimeVerdict.SameMeasurement => "same measurement",
        TimeVerdict.NoPracticalDifference => $"no practical difference ({Times(time.Ratio!.Value)})",
        TimeVerdict.NotDistinguishable => $"not distinguishable ({Times(time.Ratio!.Value)})",
        TimeVerdict.Faster => $"faster: {Times(time.Ratio!.Value)}",
        TimeVerdict.Slower => $"slower: {Times(time.Ratio!.Value)}",
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    private static string Times(RatioOfMedians ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio.Ratio:F2}x, {ratio.Interval.Low:F2}-{ratio.Interval.High:F2}");

    // Two digits: it follows from an estimate.
    private static string Rounded(int images)
    {
        int step = (int)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(images)) - 1));
        return Format.Count((images + step - 1) / step * step);
    }
}
