using Pipeline.Evaluation;
using Pipeline.Evaluation.Statistics;
using Pipeline.Timing;
using Pipeline.Vision.Protocol;

namespace Pipeline.Artifacts;

/// <summary>What a careful reader of a run must be told, derived from what the run measured.</summary>
internal static class RunFindings
{
    /// <summary>Code of the finding that a measurement of latency may bring.</summary>
    public const string Unsteady = "unsteady_times";

    /// <summary>A Wilson interval of +-15 points: below this many images of a class, its own figures say little.</summary>
    private const int FewPerClass = 10;

    /// <summary>On a quiet machine repeats of one image differ by a few percent.</summary>
    private const double UnsteadyRatio = 1.5; // the message below says so too

    public static IEnumerable<Finding> Of(QualityReport quality, RunEnvironment environment)
    {
        if (quality.ScoreInterval.Low <= quality.GuessingScore)
        {
            yield return Finding.Warning("no_better_than_guessing", "the interval of the score reaches down to what guessing would get");
        }

        if (quality.Images > quality.IndependentImages)
        {
            int copies = quality.Images - quality.IndependentImages;
            yield return Finding.Note("duplicates", $"{copies} of {quality.Images} images {(copies == 1 ? "is a copy or near-duplicate of another" : "are copies or near-duplicates of others")}; intervals count each group once");
        }

        if (quality.Images < FewPerClass * quality.Classes.Count)
        {
            yield return Finding.Note("few_images", $"{quality.Images} images of {quality.Classes.Count} classes: a single class's figures rest on about {quality.Images / quality.Classes.Count} images");
        }

        if (!environment.Optimised)
        {
            yield return Finding.Warning("debug_build", "times were measured with a debug build; run with -c Release");
        }
    }

    /// <param name="latency">Null where it was not measured.</param>
    public static IEnumerable<Finding> Of(Latency? latency)
    {
        if (latency is not null && Unsteadiness(latency.Rows) > UnsteadyRatio)
        {
            yield return Finding.Warning(
                Unsteady, "inference times are unsteady: for half of the images the slowest repeat took over 1.5 times the fastest; the machine was busy with other things");
        }
    }

    // Images differ in size, and starts of the program in more than the machine: only repeats of one image in one start say how steady the machine was.
    private static double Unsteadiness(IReadOnlyList<LatencyRow> rows) =>
        Percentiles.Median(rows.GroupBy(row => (row.Launch, row.Image)).Select(repeats => repeats.Max(row => row.Parts.TotalMs) / repeats.Min(row => row.Parts.TotalMs)));

    /// <param name="selection">Null where nothing was chosen.</param>
    public static IEnumerable<Finding> Of(SelectionRecord? selection) =>
        selection is null ? [] : [Finding.Note("selection", $"inside the training folds select chose {selection.Describe()}; the score is that of the whole procedure")];

    /// <param name="vision">Null where nothing was trained by another program.</param>
    public static IEnumerable<Finding> Of(VisionRecord? vision)
    {
        if (vision is null)
        {
            yield break;
        }

        yield return Finding.Note(
            "not_reproducible", "the trainer starts its layer from random weights that no seed sets: the same experiment again gives other scores, and 'verify' compares what comes before the training");
        if (vision.Trainer.Name != TrainerIdentity.MlNet)
        {
            yield return Finding.Warning("foreign_trainer", $"trained by {vision.Trainer}, which is not ML.NET's own trainer ({TrainerIdentity.MlNet}): the figures say nothing about that");
        }

        if (vision.Clamped.Count > 0)
        {
            yield return Finding.Note("clamped", string.Join("; ", vision.Clamped));
        }
    }

    /// <param name="agreement">Null where it was not measured.</param>
    public static IEnumerable<Finding> Of(ExportAgreement? agreement)
    {
        if (agreement is { Share: < ExportAgreement.Enough })
        {
            string unreadable = agreement.Unreadable == 0 ? "" : $", {agreement.Unreadable} of which it cannot load";
            yield return Finding.Warning(
                "export_agreement",
                $"ML.NET's own image transforms lead to the same first label on {agreement.Agreeing} of {agreement.Images} held-out images{unreadable}: an exported model.zip is not quite the model that was scored; model.onnx is");
        }
    }
}
