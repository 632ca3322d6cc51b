using System.Text.Json;
using Pipeline.Heads.Softmax;
using Pipeline.Tests.Evaluation;

namespace Pipeline.Tests.Heads;

/// <summary>torch's trajectories on one small full-batch problem, in <c>Golden/statistics.json</c>: 30 images, 8 features, 3 classes.</summary>
internal static class GoldenOptimizers
{
    public static JsonElement Section { get; } = GoldenStatistics.Of("optimizers");

    public static int[] Rows { get; } = [.. Enumerable.Range(0, Section.GetProperty("labels").GetArrayLength())];

    public static JsonElement Run(string name) => Section.GetProperty("runs").GetProperty(name);

    public static SoftmaxLoss Loss(double smoothing = 0) =>
        new(Flat(Section, "x"), [.. Section.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())], classes: 3, smoothing);

    public static double[] Flat(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.GetDouble())];
}
