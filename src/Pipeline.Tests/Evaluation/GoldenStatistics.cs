using System.Text.Json;

namespace Pipeline.Tests.Evaluation;

/// <summary>Numbers of scipy, numpy and scikit-learn in <c>Golden/statistics.json</c>, which names their versions.</summary>
internal static class GoldenStatistics
{
    private static readonly JsonDocument File = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "statistics.json")));

    public static JsonElement Of(string entry) => File.RootElement.GetProperty(entry);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
