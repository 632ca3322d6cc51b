namespace Pipeline.Artifacts;

/// <summary>One epoch of one fold's head.</summary>
/// <param name="Repeat">From 0.</param>
/// <param name="Fold">From 0.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">Null for heads that have none.</param>
/// <param name="ValidationLoss">Null where the split sets no validation part aside; accuracy likewise, 0..1.</param>
internal sealed record CurvePoint(
    int Repeat, int Fold, int Epoch, double? LearningRate, double? TrainingLoss, double? TrainingAccuracy, double? ValidationLoss, double? ValidationAccuracy);

/// <summary>Reads <c>curves.csv</c> back.</summary>
internal static class CurvesReader
{
    private static readonly string[] Columns =
        ["repeat", "fold", "epoch", "learning_rate", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy"];

    /// <returns>Empty for heads without epochs.</returns>
    /// <exception cref="PipelineException">The file is missing or damaged.</exception>
    public static IReadOnlyList<CurvePoint> Read(FinishedRun run)
    {
        string path = Path.Combine(run.Path, RunFiles.Curves);
        var csv = new CsvReader(RunText.Read(path), path, Columns);
        List<CurvePoint> points = [];
        while (csv.Read())
        {
            points.Add(new CurvePoint(csv.Whole(0), csv.Whole(1), csv.Whole(2), Number(3), Number(4), Number(5), Number(6), Number(7)));
        }

        return points;

        double? Number(int column) => csv.IsEmpty(column) ? null : csv.Number(column);
    }
}
