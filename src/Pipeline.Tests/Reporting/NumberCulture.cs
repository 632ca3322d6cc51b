using System.Globalization;

namespace Pipeline.Tests.Reporting;

/// <summary>Cultures that write numbers otherwise. The product is built without the data of cultures; what they would change is set by hand.</summary>
internal static class NumberCulture
{
    public static CultureInfo Of(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (string point, string group, string minus) = name switch
        {
            "invariant" => (".", ",", "-"),
            "comma" => (",", ".", "-"),
            "foreign" => ("\u066b", "\u066c", "\u061c-"),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NegativeSign = minus;
        return culture;
    }
}
