using System.Text.Json.Nodes;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary>A run in one JSON object, for programs. Times in milliseconds, shares 0..1.</summary>
internal static class RunSummary
{
    public static JsonNode ToJson(FinishedRun run)
    {
        var quality = run.Metrics.Quality;
        return new JsonObject
        {
            ["name"] = run.Record.Name,
            ["path"] = run.Path,
            ["images"] = quality.Images,
            ["score"] = quality.Score,
            ["max_score"] = quality.MaxScore,
            ["score_interval"] = new JsonArray(quality.ScoreInterval.Low, quality.ScoreInterval.High),
            ["guessing_score"] = quality.GuessingScore,
            ["top1"] = quality.Top1,
            ["top1_interval"] = new JsonArray(quality.Top1Interval.Low, quality.Top1Interval.High),
            ["top3"] = quality.Top3,
            ["macro_f1"] = quality.MacroF1,
            ["log_loss"] = quality.Calibration?.LogLoss,
            ["features_ms"] = run.Record.Training.FeaturesMs,
            ["fit_ms"] = run.Record.Training.FitMs,
            ["inference_median_ms"] = run.Record.Latency?.Total.MedianMs,
        };
    }
}
