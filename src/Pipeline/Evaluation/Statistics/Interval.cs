using System.Text.Json.Serialization;

namespace Pipeline.Evaluation.Statistics;

/// <summary>A 95 % interval unless its maker was told otherwise.</summary>
internal readonly record struct Interval(double Low, double High)
{
    [JsonIgnore]
    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Stretched, where need be, to hold the estimate: at 0 of n and n of n an equal-tailed interval does not (Brown, Cai and DasGupta 2001).</summary>
    public Interval Around(double estimate) => new(Math.Min(Low, estimate), Math.Max(High, estimate));

    public static Interval operator *(Interval interval, double factor) => new(interval.Low * factor, interval.High * factor);
}
