using System.Globalization;

namespace Pipeline.Datasets.Checking;

/// <summary>Whether the classes have enough images, and about as many as each other.</summary>
internal static class BalanceFindings
{
    /// <summary>Five folds need five images.</summary>
    private const int Few = 5;

    /// <summary>Accuracy then says more of the large classes than of the small ones.</summary>
    private const double Uneven = 3;

    /// <param name="classes">All classes with their images that decode.</param>
    public static IEnumerable<CheckFinding> Of(IReadOnlyList<KeyValuePair<string, int>> classes)
    {
        var small = classes.Where(label => label.Value < Few).ToArray();
        if (small.Length > 0)
        {
            yield return new CheckFinding(CheckKind.Balance, [], $"fewer than {Few} images: {string.Join(", ", small.Select(label => $"{label.Key} ({label.Value})"))}");
        }

        var (least, most) = (classes.MinBy(label => label.Value), classes.MaxBy(label => label.Value));
        if (least.Value > 0 && most.Value >= Uneven * least.Value)
        {
            yield return new CheckFinding(CheckKind.Balance, [], string.Create(
                CultureInfo.InvariantCulture, $"{most.Key} has {most.Value} images, {least.Key} {least.Value}: {(double)most.Value / least.Value:F1} times as many"));
        }
    }
}
