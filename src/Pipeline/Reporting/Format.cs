using System.Globalization;

namespace Pipeline.Reporting;

/// <summary>Numbers for people, the same under every culture.</summary>
internal static class Format
{
    /// <summary>Three significant digits, in the unit that suits.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        < 1000 => $"{Significant(milliseconds)} ms",
        < 60_000 => $"{Significant(milliseconds / 1000)} s",
        _ => $"{Significant(milliseconds / 60_000)} min",
    };

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <returns>A dash for what is undefined.</returns>
    public static string Points(double? points) => points is { } value ? Points(value) : "-";

    /// <inheritdoc cref="Points(double?)"/>
    public static string Three(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";

    public static string Two(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Points(double?)"/>
    public static string Percent(double? share) => share is { } value ? Percent(value) : "-";

    public static string Points(double points) => Math.Round(points, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>As ends of intervals stand: tenths of a point would claim what no bootstrap knows.</summary>
    public static string WholePoints(double points) => (Math.Round(points, MidpointRounding.AwayFromZero) + 0.0).ToString("F0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => PercentNumber(share) + " %";

    public static string PercentNumber(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>In the unit that suits: a head of kilobytes beside networks of megabytes.</summary>
    public static string Bytes(long bytes) => bytes < 100_000
        ? (bytes / 1e3).ToString("F1", CultureInfo.InvariantCulture) + " kB"
        : (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " MB";

    private static string Significant(double value) => value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
