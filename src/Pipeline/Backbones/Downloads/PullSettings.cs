namespace Pipeline.Backbones.Downloads;

/// <summary>How patient a pull is.</summary>
/// <param name="StallTimeout">How long a server may send nothing.</param>
/// <param name="Attempts">Failures in a row that one mirror is forgiven, the last one excepted.</param>
/// <param name="Worthwhile">An attempt that brought so many bytes counts as no failure.</param>
/// <param name="FirstWait">Before the first repetition; each further wait is twice as long.</param>
/// <param name="LongestWait">No wait is longer; a server that asks for more is left for the next mirror.</param>
internal sealed record PullSettings(TimeSpan StallTimeout, int Attempts, int Worthwhile, TimeSpan FirstWait, TimeSpan LongestWait)
{
    public static PullSettings Default { get; } = new(TimeSpan.FromSeconds(30), 5, 1 << 20, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));

    /// <summary>Between half and all of an exponentially growing wait, so that many clients do not come back at the same moment.</summary>
    /// <param name="failures">Failures in a row; 0 after an attempt that got on.</param>
    /// <param name="dice">0..1.</param>
    public TimeSpan Backoff(int failures, double dice)
    {
        double seconds = FirstWait.TotalSeconds * Math.Pow(2, Math.Max(0, failures - 1));
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds) * (0.5 + (0.5 * dice)));
    }
}
