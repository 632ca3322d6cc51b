namespace Pipeline.Reporting.Charts;

/// <summary>A stretch of values laid out on a stretch of a drawing, with round numbers to label it.</summary>
/// <param name="Low">Value at <paramref name="From"/>.</param>
/// <param name="High">Value at <paramref name="To"/>; above <paramref name="Low"/>.</param>
/// <param name="From">Where the axis starts in the drawing.</param>
/// <param name="To">Where it ends; below <paramref name="From"/> for an axis that goes up.</param>
/// <param name="IsLog">Equal ratios take equal room; values must be positive.</param>
internal sealed record Scale(double Low, double High, double From, double To, bool IsLog = false)
{
    private static readonly int[] RoundDigits = [1, 2, 5];

    /// <summary>Place of a value in the drawing; one beyond the ends lies beyond them.</summary>
    public double At(double value) => From + ((To - From) * Share(value));

    /// <summary>Round values from end to end, about as many as asked for.</summary>
    public IReadOnlyList<double> Ticks(int about = 5) => IsLog ? LogTicks() : LinearTicks(about);

    /// <summary>A scale over these values: from zero where <paramref name="fromZero"/>, else with some air at both ends.</summary>
    public static Scale Over(IEnumerable<double> values, double from, double to, bool fromZero = false)
    {
        double[] all = [.. values];
        (double low, double high) = all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
        double air = high > low ? 0.06 * (high - low) : Math.Max(Math.Abs(high) * 0.1, 1e-9);
        return new Scale(fromZero ? Math.Min(0, low) : low - air, high + air, from, to);
    }

    /// <summary>The same for positive values that may lie orders of magnitude apart; logarithmic where they do.</summary>
    public static Scale OverTimes(IEnumerable<double> values, double from, double to)
    {
        double[] all = [.. values];
        const double Far = 8;
        return all.Length > 0 && all.Min() > 0 && all.Max() > Far * all.Min()
            ? new Scale(all.Min() / 1.3, all.Max() * 1.3, from, to, IsLog: true)
            : Over(all, from, to, fromZero: true);
    }

    private double Share(double value) => IsLog ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    private double[] LinearTicks(int about)
    {
        double step = RoundStep((High - Low) / about);
        long first = (long)Math.Ceiling((Low / step) - 1e-9), last = (long)Math.Floor((High / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Min(last - first + 1, 50)).Select(i => (first + i) * step)];
    }

    private double[] LogTicks()
    {
        var all = from power in Enumerable.Range((int)Math.Floor(Math.Log10(Low)), 20)
                  from digit in RoundDigits
                  select digit * Math.Pow(10, power);
        return [.. all.Where(value => value >= Low && value <= High)];
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power) switch { <= 1.5 => 1, <= 3.5 => 2, <= 7.5 => 5, _ => 10 });
    }
}
