using System.Globalization;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Heads;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>The CSV files of a run, rows in a fixed order.</summary>
internal static class RunTables
{
    private const int Ranked = 3;

    /// <summary>
    /// One row per held-out answer: the best three labels with their scores, the place of the right label among the first five (empty where it is not among
    /// them), the grade and what gave it. A comparison needs nothing else.
    /// </summary>
    public static string Predictions(IReadOnlyList<GradedAnswer> answers, IReadOnlyList<LabeledImage> images, LabelSet labels) =>
        Predictions([.. answers.Select(graded => Saved(graded, images[graded.Ranked.Answer.Image], labels))]);

    /// <summary>The same of answers that were saved before.</summary>
    public static string Predictions(IReadOnlyList<SavedAnswer> answers) => Write(csv =>
    {
        csv.Row([.. PredictionsReader.Columns]);
        foreach (var answer in answers)
        {
            csv.Row(
            [
                answer.Image, answer.Sha256, answer.Group, answer.Repeat, answer.Fold, answer.Truth,
                .. Enumerable.Range(0, Ranked).SelectMany(place => place < answer.Top.Count ? new object?[] { answer.Top[place].Label, Number(answer.Top[place].Score) } : [null, null]),
                answer.RightAt, answer.Points, answer.Rule,
            ]);
        }
    });

    private static SavedAnswer Saved(GradedAnswer graded, LabeledImage image, LabelSet labels)
    {
        var (answer, ranked) = (graded.Ranked.Answer, graded.Ranked);
        return new SavedAnswer(
            image.Path, image.ContentHash, image.Group[..ImageLedger.GroupNameLength], answer.Repeat, answer.Fold, labels[answer.Truth],
            [.. ranked.Top.Take(Ranked).Select(label => new RankedLabel(ranked.Space.Answers[label], answer.Scores[label]))],
            ranked.RightAt, graded.Grade.Points, graded.Grade.Rule);
    }

    /// <summary>One row per timed prediction.</summary>
    public static string Timings(IReadOnlyList<LatencyRow> rows) => Write(csv =>
    {
        csv.Row([.. TimingColumns]);
        foreach (var row in rows)
        {
            csv.Row(TimingCells(row));
        }
    });

    public static IReadOnlyList<string> TimingColumns { get; } = ["image", "launch", "repeat", "decode_ms", "transform_ms", "backbone_ms", "head_ms", "transport_ms", "total_ms"];

    public static object?[] TimingCells(LatencyRow row)
    {
        var parts = row.Parts;
        return
        [
            row.Image, row.Launch, row.Repeat, Number(parts.DecodeMs), Number(parts.TransformMs), Number(parts.BackboneMs), Number(parts.HeadMs), Number(parts.TransportMs), Number(parts.TotalMs),
        ];
    }

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
    private static string? Number(double? value) => value is null or double.NaN ? null : value.Value.ToString("G9", CultureInfo.InvariantCulture);
}
