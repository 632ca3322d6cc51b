using System.Globalization;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>The CSV files of a run: RFC 4180, invariant numbers, in a fixed order.</summary>
internal static class RunTables
{
    private const int Ranked = 3;

    /// <summary>One row per held-out answer, best three labels with their scores, the grade and what gave it.</summary>
    public static string Predictions(IReadOnlyList<GradedAnswer> answers, IReadOnlyList<LabeledImage> images, LabelSet labels) => Csv.Write(
        ["image", "sha256", "repeat", "fold", "truth", "label1", "score1", "label2", "score2", "label3", "score3", "grade", "rule"],
        answers.Select(graded =>
        {
            var (ranked, answer) = (graded.Ranked, graded.Ranked.Answer);
            var image = images[answer.Image];
            var best = Enumerable.Range(0, Ranked).SelectMany(place => place < ranked.Top.Length
                ? new[] { ranked.Space.Answers[ranked.Top[place]], Number(answer.Scores[ranked.Top[place]]) }
                : ["", ""]);
            return (IReadOnlyList<string>)
                [image.Path, image.ContentHash, Number(answer.Repeat), Number(answer.Fold), labels[answer.Truth], .. best, Number(graded.Grade.Points), graded.Grade.Rule];
        }));

    /// <summary>One row per timed prediction.</summary>
    public static string Timings(IReadOnlyList<LatencyRow> rows) => Csv.Write(
        ["image", "repeat", "decode_ms", "transform_ms", "backbone_ms", "head_ms", "total_ms"],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Image, Number(row.Repeat), Number(row.Parts.DecodeMs), Number(row.Parts.TransformMs), Number(row.Parts.BackboneMs), Number(row.Parts.HeadMs),
            Number(row.Parts.TotalMs),
        ]));

    /// <summary>One row per epoch of each fold's head.</summary>
    public static string Curves(IReadOnlyList<FoldOutcome> folds) => Csv.Write(
        ["repeat", "fold", "epoch", "learning_rate", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy"],
        folds.SelectMany(outcome => outcome.Trained.Curve.Select(epoch => (IReadOnlyList<string>)
        [
            Number(outcome.Fold.Repeat), Number(outcome.Fold.Index), Number(epoch.Epoch), Number(epoch.LearningRate), Number(epoch.TrainingLoss),
            Number(epoch.TrainingAccuracy), Number(epoch.ValidationLoss), Number(epoch.ValidationAccuracy),
        ])));

    // Enough digits to tell any two apart that a reader would want to tell apart, few enough to read.
    private static string Number(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
