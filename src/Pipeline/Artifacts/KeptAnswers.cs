using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>The answers of a finished run, ranked as they were, to be graded anew without the model.</summary>
internal static class KeptAnswers
{
    /// <summary>What the run's answers mean.</summary>
    /// <exception cref="PipelineException">The species map that the run has kept is missing or damaged.</exception>
    public static AnswerSpace Space(FinishedRun run)
    {
        var labels = new LabelSet(run.Record.Data.Classes);
        return run.Metrics.AnswerSpace == "imagenet"
            ? SpeciesMap.Read(Path.Combine(run.Path, RunFiles.SpeciesMap), ProjectLayout.OfRun(run.Path)).Imagenet(labels)
            : AnswerSpace.OfLabels(labels, run.Metrics.AnswerSpace);
    }

    /// <summary>
    /// Whether the scores that the run has kept are probabilities. They are when they were calibrated against the truth; among the 1000 ImageNet classes,
    /// where that is not done, they always are.
    /// </summary>
    public static bool AreProbabilities(FinishedRun run) => run.Metrics.Quality.Calibration is not null || run.Metrics.AnswerSpace == "imagenet";

    /// <param name="saved">Rows of <c>predictions.csv</c>.</param>
    /// <param name="space">What they mean.</param>
    /// <param name="areProbabilities">Whether their scores are probabilities.</param>
    /// <returns>In the same order, ranked as far as the rows tell; all other scores are unknown (NaN).</returns>
    /// <exception cref="PipelineException">A row names a label that there is not.</exception>
    public static IReadOnlyList<RankedAnswer> Ranked(IReadOnlyList<SavedAnswer> saved, AnswerSpace space, bool areProbabilities)
    {
        // Numbered by path, as a scan of the folder would number them: intervals come out as they did in the run.
        var images = Numbers(saved.Select(answer => answer.Image));
        var groups = Numbers(saved.OrderBy(answer => answer.Image, StringComparer.Ordinal).Select(answer => answer.Group), keepOrder: true);
        return [.. saved.Select(answer => Ranked(answer, images[answer.Image], groups[answer.Group], space, areProbabilities))];
    }

    private static RankedAnswer Ranked(SavedAnswer saved, int image, int group, AnswerSpace space, bool areProbabilities)
    {
        int[] top = [.. saved.Top.Select(label => IndexOf(space.Answers, label.Label, saved))];
        double[] scores = new double[space.Answers.Count];
        Array.Fill(scores, double.NaN);
        foreach (var (answer, label) in top.Zip(saved.Top))
        {
            scores[answer] = label.Score;
        }

        return new RankedAnswer(
            new HeldOutAnswer(image, group, saved.Repeat, saved.Fold, IndexOf(space.Truths, saved.Truth, saved), scores, areProbabilities), space, top);
    }

    private static int IndexOf(LabelSet labels, string name, SavedAnswer saved) =>
        labels.IndexOf(name) is >= 0 and var index ? index : throw new PipelineException($"{RunFiles.Predictions}: '{name}', answered for {saved.Image}, is none of the run's labels; the file is damaged");

    private static Dictionary<string, int> Numbers(IEnumerable<string> names, bool keepOrder = false)
    {
        var distinct = names.Distinct(StringComparer.Ordinal);
        return (keepOrder ? distinct : distinct.Order(StringComparer.Ordinal)).Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
    }
}
