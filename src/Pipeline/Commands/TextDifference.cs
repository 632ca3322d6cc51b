using System.Globalization;

namespace Pipeline.Commands;

/// <summary>Where two texts of lines part, in a sentence.</summary>
/// <param name="IsNone">Whether they are the same to the byte.</param>
/// <param name="Text">Empty where they are.</param>
/// <param name="Largest">The largest difference of a number; null where more than numbers differ, or nothing does.</param>
internal sealed record TextDifference(bool IsNone, string Text, double? Largest = null)
{
    private const int Shown = 100;

    public static TextDifference Of(string was, string isNow)
    {
        if (was == isNow)
        {
            return new TextDifference(true, "");
        }

        string[] before = was.Split('\n'), after = isNow.Split('\n');
        var pairs = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Select(i => (Was: before.ElementAtOrDefault(i) ?? "", Is: after.ElementAtOrDefault(i) ?? "")).Where(pair => pair.Was != pair.Is).ToList();
        var numbers = pairs.Select(pair => LargestOf(pair.Was, pair.Is)).ToList();
        double? largest = numbers.All(number => number is not null) ? numbers.Max() : null;
        string size = largest is null ? "" : FormattableString.Invariant($", numbers only, by at most {largest:G3}");
        return new TextDifference(false, $"{pairs.Count} of {before.Length} lines{size}; the first was '{Short(pairs[0].Was)}' and is '{Short(pairs[0].Is)}'", largest);
    }

    /// <returns>The largest difference of two lines that differ in numbers alone; null where they differ in more.</returns>
    private static double? LargestOf(string was, string isNow)
    {
        string[] before = was.Split(',', ' '), after = isNow.Split(',', ' ');
        double largest = 0;
        for (int i = 0; i < before.Length && before.Length == after.Length; i++)
        {
            if (before[i] != after[i])
            {
                if (!TryNumber(before[i], out double a) || !TryNumber(after[i], out double b))
                {
                    return null;
                }

                largest = Math.Max(largest, Math.Abs(a - b));
            }
        }

        return before.Length == after.Length ? largest : null;
    }

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Short(string line) => line.Trim() is { Length: > Shown } text ? text[..Shown] + "..." : line.Trim();
}
