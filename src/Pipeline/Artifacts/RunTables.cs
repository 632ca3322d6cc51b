using System.Globalization;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>The CSV files of a run, rows in a fixed order.</summary>
internal static class RunTables
{
    private const int Ranked = 3;

    /// <summary>One row per held-out answer: the best three labels with their scores, the grade and what gave it.</summary>
    public static string Predictions(IReadOnlyList<GradedAnswer> answers, IReadOnlyList<LabeledImage> images, LabelSet labels) => Write(csv =>
    {
        csv.Row("image", "sha256", "repeat", "fold", "truth", "label1", "score1", "label2", "score2", "label3", "score3", "grade", "rule");
        foreach (var (ranked, grade) in answers)
        {
            var answer = ranked.Answer;
            var image = images[answer.Image];
            csv.Row(
            [
                image.Path, image.ContentHash, answer.Repeat, answer.Fold, labels[answer.Truth],
                .. Enumerable.Range(0, Ranked).SelectMany(place => place < ranked.Top.Length
                    ? new object?[] { ranked.Space.Answers[ranked.Top[place]], Number(answer.Scores[ranked.Top[place]]) }
                    : [null, null]),
                grade.Points, grade.Rule,
            ]);
        }
    });

    /// <summary>One row per timed prediction.</summary>
    public static string Timings(IReadOnlyList<LatencyRow> rows) => Write(csv =>
    {
        csv.Row("image", "repeat", "decode_ms", "transform_ms", "backbone_ms", "head_ms", "total_ms");
        foreach (var row in rows)
        {
            var parts = row.Parts;
            csv.Row(row.Image, row.Repeat, Number(parts.DecodeMs), Number(parts.TransformMs), Number(parts.BackboneMs), Number(parts.HeadMs), Number(parts.TotalMs));
        }
    });

    /// <summary>One row per epoch of each fold's head.</summary>
    public static string Curves(IReadOnlyList<FoldOutcome> folds) => Write(csv =>
    {
        csv.Row("repeat", "fold", "epoch", "learning_rate", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy");
        foreach (var (fold, trained, _) in folds)
        {
            foreach (var epoch in trained.Curve)
            {
                csv.Row(
                    fold.Repeat, fold.Index, epoch.Epoch, Number(epoch.LearningRate), Number(epoch.TrainingLoss), Number(epoch.TrainingAccuracy),
                    Number(epoch.ValidationLoss), Number(epoch.ValidationAccuracy));
            }
        }
    });

    private static string Write(Action<CsvWriter> write)
    {
        var text = new StringWriter();
        write(new CsvWriter(text));
        return text.ToString();
    }

    // Enough digits to tell apart what a reader would want to tell apart, few enough to read.
    private static string? Number(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture);
}
