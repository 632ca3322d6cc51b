using Pipeline.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>What a careful reader of a run must be told, derived from what the run measured.</summary>
internal static class RunFindings
{
    /// <summary>A Wilson interval of +-15 points: below this many images of a class, its own figures say little.</summary>
    private const int FewPerClass = 10;

    public static IEnumerable<Finding> Of(QualityReport quality, LatencyReport? latency, RunEnvironment environment)
    {
        if (quality.ScoreInterval.Low <= quality.GuessingScore)
        {
            yield return Finding.Warning("no_better_than_guessing", "the interval of the score reaches down to what guessing would get");
        }

        if (quality.Images > quality.IndependentImages)
        {
            yield return Finding.Note("duplicates", $"{quality.Images - quality.IndependentImages} of {quality.Images} images are copies of others; intervals count each group once");
        }

        if (quality.Images < FewPerClass * quality.Classes.Count)
        {
            yield return Finding.Note("few_images", $"{quality.Images} images of {quality.Classes.Count} classes: a single class's figures rest on about {quality.Images / quality.Classes.Count} images");
        }

        if (!environment.Optimised)
        {
            yield return Finding.Warning("debug_build", "times were measured with a debug build; run with -c Release");
        }

        if (latency is not null && latency.Total.P95Ms > 2 * latency.Total.MedianMs)
        {
            yield return Finding.Warning("unsteady_times", $"inference times scatter: the 95th percentile is {latency.Total.P95Ms / latency.Total.MedianMs:F1} times the median; images differ much in size, or the machine was busy");
        }
    }
}
