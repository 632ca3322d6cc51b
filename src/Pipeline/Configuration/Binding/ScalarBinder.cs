using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Binding;

/// <summary>
/// Scalars into values, by YAML 1.2's core schema less its oddities: decimal numbers only, no leading zeros, <c>true</c> and <c>false</c>
/// only. What is neither (<c>no</c>, <c>0123</c>, <c>1_000</c>) is text where text is expected, and a problem elsewhere.
/// </summary>
internal static partial class ScalarBinder
{
    /// <returns>What is wrong; null when <paramref name="value"/> is set.</returns>
    public static string? Bind(ConfigScalar scalar, ConfigShape shape, ConfigLimits limits, out object? value)
    {
        value = null;
        return shape switch
        {
            TextShape => Text(scalar, limits, out value),
            BooleanShape => Boolean(scalar, out value),
            IntegerShape integer => Integer(scalar, integer, limits, out value),
            NumberShape number => Number(scalar, number, limits, out value),
            EnumShape words => Word(scalar, words, out value),
            _ => $"expects {Expected(shape)}, not {scalar.Noun}",
        };
    }

    /// <summary>What a shape is called in "expects ...".</summary>
    public static string Expected(ConfigShape shape) => shape switch
    {
        TextShape => "text",
        BooleanShape => "true or false",
        IntegerShape => "an integer",
        NumberShape => "a number",
        EnumShape words => $"one of {string.Join(", ", words.Words.Select(word => word.Name))}",
        ListShape => "a list",
        UnionShape union => $"a mapping with the key {union.Discriminator}, or one of {string.Join(", ", union.Kinds)}",
        RecordShape or TableShape => "a mapping",
        _ => throw new NotSupportedException(shape.ToString()),
    };

    /// <summary>Whether a reader of YAML takes the scalar for a number.</summary>
    public static bool IsNumber(ConfigScalar scalar) =>
        scalar.IsPlain && (FiniteNumber().IsMatch(scalar.Text) || NonFiniteNumber().IsMatch(scalar.Text));

    private static string? Text(ConfigScalar scalar, ConfigLimits limits, out object? value)
    {
        value = scalar.Text;
        if (scalar.IsNull)
            return $"expects text, not nothing; put \"{scalar.Text}\" into quotes if that is the text";

        return limits.Allows(scalar.Text) ? null : $"{scalar.Noun} does not match {limits.Pattern}";
    }

    private static string? Boolean(ConfigScalar scalar, out object? value)
    {
        value = scalar is { IsPlain: true, Text: "true" };
        return scalar is { IsPlain: true, Text: "true" or "false" } ? null : $"expects true or false, not {scalar.Noun}";
    }

    private static string? Integer(ConfigScalar scalar, IntegerShape shape, ConfigLimits limits, out object? value)
    {
        value = null;
        if (!scalar.IsPlain || !WholeNumber().IsMatch(scalar.Text))
            return $"expects an integer, not {scalar.Noun}";

        var (low, high) = shape.IsLong ? (long.MinValue, long.MaxValue) : (int.MinValue, (long)int.MaxValue);
        var fits = long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (!fits || number < low || number > high || !limits.Allows(number))
            return OutOfRange(scalar, limits.RangeWithin(low, high));

        value = shape.IsLong ? number : (object)(int)number;
        return null;
    }

    private static string? Number(ConfigScalar scalar, NumberShape shape, ConfigLimits limits, out object? value)
    {
        value = null;
        if (!IsNumber(scalar))
            return $"expects a number, not {scalar.Noun}";

        var isSingle = shape.Type == typeof(float);
        var largest = isSingle ? float.MaxValue : double.MaxValue;
        var number = Parse(scalar.Text);
        if (!(Math.Abs(number) <= largest) || !limits.Allows(number))
            return OutOfRange(scalar, limits.RangeWithin(-largest, largest));

        value = isSingle ? (object)(float)number : number;
        return null;
    }

    private static double Parse(string text) =>
        FiniteNumber().IsMatch(text) ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;

    private static string? Word(ConfigScalar scalar, EnumShape shape, out object? value)
    {
        value = shape.Words.FirstOrDefault(word => word.Name == scalar.Text)?.Value;
        if (value is not null)
            return null;

        var meant = Suggestion.For(scalar.Text, shape.Words.Select(word => word.Name));
        return $"{scalar.Noun} is not {Expected(shape)}{(meant is null ? "" : $"; did you mean {meant}?")}";
    }

    private static string OutOfRange(ConfigScalar scalar, string range) => $"{scalar.Text} is out of range; it must be {range}";

    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FiniteNumber();

    [GeneratedRegex(@"\A([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex NonFiniteNumber();
}
