using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Configuration.Shapes;

/// <summary>What a value must also satisfy. Numbers are compared as doubles, exact for every integer below 2^53.</summary>
/// <param name="range">From [Range].</param>
/// <param name="pattern">From [RegularExpression]; the whole text must match.</param>
internal sealed class ConfigLimits(RangeAttribute? range, RegularExpressionAttribute? pattern)
{
    public static readonly ConfigLimits None = new(null, null);

    private readonly Regex? _pattern = pattern is null ? null : new Regex($@"\A(?:{pattern.Pattern})\z", RegexOptions.CultureInvariant);

    public double Minimum { get; } = Convert.ToDouble(range?.Minimum ?? double.NegativeInfinity, CultureInfo.InvariantCulture);

    public double Maximum { get; } = Convert.ToDouble(range?.Maximum ?? double.PositiveInfinity, CultureInfo.InvariantCulture);

    public bool IsMinimumExclusive { get; } = range?.MinimumIsExclusive ?? false;

    public bool IsMaximumExclusive { get; } = range?.MaximumIsExclusive ?? false;

    public string? Pattern => pattern?.Pattern;

    public bool Allows(double value) =>
        (IsMinimumExclusive ? value > Minimum : value >= Minimum) && (IsMaximumExclusive ? value < Maximum : value <= Maximum);

    public bool Allows(string text) => _pattern?.IsMatch(text) ?? true;

    /// <summary>The range in words; the bounds of the type stand in where there is none.</summary>
    public string RangeWithin(double typeMinimum, double typeMaximum)
    {
        var (low, high) = (Number(Math.Max(Minimum, typeMinimum)), Number(Math.Min(Maximum, typeMaximum)));
        return (IsMinimumExclusive, IsMaximumExclusive) switch
        {
            (false, false) => $"from {low} to {high}",
            (true, false) => $"above {low} and at most {high}",
            (false, true) => $"at least {low} and below {high}",
            (true, true) => $"above {low} and below {high}",
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
