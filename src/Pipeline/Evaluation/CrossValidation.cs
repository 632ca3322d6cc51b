using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Splits;

namespace Pipeline.Evaluation;

/// <summary>Images as a head sees them.</summary>
/// <param name="Features">Row i belongs to image i.</param>
/// <param name="Images">N images.</param>
/// <param name="Labels">Their labels.</param>
internal sealed record FeaturedImages(FeatureTable Features, IReadOnlyList<LabeledImage> Images, LabelSet Labels)
{
    private readonly int[] _groups = NumbersOf(Images);

    public TrainingFeatures Training(int[] rows) => new(Features, rows, LabelsOf(rows), Labels, [.. rows.Select(row => _groups[row])]);

    public ValidationFeatures? Validation(int[] rows) => rows.Length == 0 ? null : new(Features, rows, LabelsOf(rows), Labels);

    public HeldOutFeatures HeldOut(int[] rows) => new(Features, rows);

    private static int[] NumbersOf(IReadOnlyList<LabeledImage> images)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return [.. images.Select(image => numbers.TryAdd(image.Group, numbers.Count) ? numbers.Count - 1 : numbers[image.Group])];
    }

    private int[] LabelsOf(int[] rows) => [.. rows.Select(row => Images[row].Label)];
}

/// <summary>One fold's model: how it learnt, and what it says of the images that it has not seen.</summary>
internal sealed record FoldOutcome(Fold Fold, TrainedModel Trained, ScoreTable Scores);

/// <summary>Every fold of a split fitted and asked about its held-out images; folds in parallel, the result the same on any number of cores.</summary>
internal static class CrossValidation
{
    /// <exception cref="PipelineException">A fit failed for a reason that the user can mend.</exception>
    public static IReadOnlyList<FoldOutcome> Run(
        HeadTrainer trainer, FeaturedImages images, DatasetSplit split, int seed, IProgress<Progress> progress, CancellationToken cancellation) =>
        Cores.Map(split.Folds, fold => Fit(trainer, images, fold, seed, cancellation), "fitting heads", "folds", progress, cancellation);

    /// <summary>The held-out answers of every fold, in order of repeat and image.</summary>
    public static IReadOnlyList<HeldOutAnswer> Answers(IReadOnlyList<FoldOutcome> outcomes, IReadOnlyList<LabeledImage> images)
    {
        var groups = DuplicateGroups.Of(images);
        return
        [
            .. outcomes
                .SelectMany(outcome => outcome.Fold.Test.Select((image, row) => HeldOutAnswer.From(
                    outcome.Scores, row, image, groups.Of(image), outcome.Fold.Repeat, outcome.Fold.Index, images[image].Label)))
                .OrderBy(answer => answer.Repeat).ThenBy(answer => answer.Image),
        ];
    }

    private static FoldOutcome Fit(HeadTrainer trainer, FeaturedImages images, Fold fold, int seed, CancellationToken cancellation)
    {
        var trained = trainer.Fit(images.Training(fold.Train), images.Validation(fold.Validation), FitSeed.Of(seed, fold.Repeat, fold.Index), cancellation);
        return new FoldOutcome(fold, trained, trained.Head.Predict(images.HeldOut(fold.Test)));
    }
}

/// <summary>The seed of one fit.</summary>
internal static class FitSeed
{
    /// <returns>A number that depends on all three and on nothing else; non-negative.</returns>
    public static int Of(int seed, int repeat, int fold) =>
        int.Parse(Hashing.OfText($"fit|{seed}|{repeat}|{fold}").AsSpan(0, 7), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The seed of the head that is fitted on all images and kept.</summary>
    public static int OfFinal(int seed) => Of(seed, -1, -1);
}
