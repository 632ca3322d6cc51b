using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary>Measured numbers: their middle and their spread.</summary>
internal static class Numbers
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>For example <c>1.023 (1.001 to 1.049 in 9 rounds)</c>; the range is that of the middle half.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format = "F3")
    {
        double[] sorted = [.. values.Order()];
        return string.Create(Culture, $"{Text(Median(sorted), format)} ({Text(sorted[sorted.Length / 4], format)} to {Text(sorted[sorted.Length * 3 / 4], format)} in {sorted.Length} rounds)");
    }

    public static string Text(double value, string format) => value.ToString(format, Culture);
}
