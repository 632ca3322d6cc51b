using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Reporting;

namespace Pipeline.Launching;

/// <summary><c>table.csv</c>: a row per task, in order of the plan. What repeats stands first: two executions of a sweep differ only in the columns behind <c>host</c>.</summary>
internal sealed class SweepTable
{
    private static readonly string[] Scores =
        ["images", "repeats", "score", "max_score", "score_low", "score_high", "guessing_score", "top1", "top1_low", "top1_high", "top3", "macro_f1"];

    private static readonly string[] Times = ["host", "features_ms", "fit_ms", "inference_median_ms", "finished"];

    private readonly SweepPlan _plan;
    private readonly string[] _keys;
    private readonly RunSettings[] _settings;

    /// <param name="plan">The sweep.</param>
    /// <param name="experiments">The experiments of its tasks.</param>
    public SweepTable(SweepPlan plan, IReadOnlyList<ExperimentConfig> experiments)
    {
        _plan = plan;
        _settings = [.. experiments.Select(config => RunSettings.Parse(ConfigWriter.Write(config), config.Name))];
        _keys = [.. VaryingSettings.Keys(_settings)];
    }

    /// <param name="results">Per task how it ended; null where it has not.</param>
    /// <param name="runs">Per task its run, if there is one.</param>
    public string Of(IReadOnlyList<TaskResult?> results, IReadOnlyList<FinishedRun?> runs)
    {
        var text = new StringWriter();
        var csv = new CsvWriter(text);
        csv.Row(["index", "name", "state", "message", "run", .. _keys, .. Scores, .. Times]);
        foreach (var task in _plan.Tasks)
        {
            var (result, run) = (results[task.Index], runs[task.Index]);
            csv.Row(
            [
                task.Index, task.Name, StateOf(result), result?.Message, result?.Run, .. _keys.Select(_settings[task.Index].Values.GetValueOrDefault),
                .. ScoresOf(run), .. TimesOf(run),
            ]);
        }

        return text.ToString();
    }

    private static string StateOf(TaskResult? result) => result?.State switch
    {
        null => "pending",
        TaskState.Done => "done",
        TaskState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static object?[] ScoresOf(FinishedRun? run)
    {
        if (run is null)
        {
            return new object?[Scores.Length];
        }

        var quality = run.Metrics.Quality;
        return
        [
            quality.Images, quality.Repeats, quality.Score, quality.MaxScore, quality.ScoreInterval.Low, quality.ScoreInterval.High, quality.GuessingScore,
            quality.Top1, quality.Top1Interval.Low, quality.Top1Interval.High, quality.Top3, quality.MacroF1,
        ];
    }

    private static object?[] TimesOf(FinishedRun? run) => run is null
        ? new object?[Times.Length]
        :
        [
            run.Record.Environment.Host, run.Record.Training.FeaturesMs, run.Record.Training.FitMs, run.Record.Latency?.Total.MedianMs,
            run.Record.Finished.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ];
}
