using Pipeline.Artifacts;
using Pipeline.Configuration.Shapes;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Serving;

/// <summary>The answer to <c>GET /api/v1/info</c>.</summary>
/// <param name="CanFlag">Whether wrong answers can be told.</param>
/// <param name="HasComparisonPage">Whether <c>/compare.html</c> is there.</param>
internal sealed record InfoAnswer(
    string Title, string Description, string Version, LimitsAnswer Limits, IReadOnlyList<string> Formats, IReadOnlyList<string> DefaultModels,
    IReadOnlyList<ExampleAnswer> Examples, bool CanFlag, bool HasComparisonPage);

/// <summary>What a request may hold.</summary>
internal sealed record LimitsAnswer(long MaxUploadBytes, long MaxPixels, int MaxImages);

/// <summary>An image to try.</summary>
/// <param name="SeenBy">Models that have learnt from it: what they answer here proves nothing.</param>
internal sealed record ExampleAnswer(string Name, string Url, IReadOnlyList<string> SeenBy);

/// <summary>The answer to <c>GET /api/v1/models</c>.</summary>
internal sealed record ModelsAnswer(IReadOnlyList<ModelDescription> Models);

/// <summary>A model that can be asked.</summary>
/// <param name="Kind"><c>run</c>, or <c>zero_shot</c> for a network's own classes.</param>
/// <param name="Labels">Null where there are as many as ImageNet has.</param>
/// <param name="Images">Images behind the score.</param>
/// <param name="Guessing">Points that guessing would get.</param>
/// <param name="Grading">The rule that gave the points.</param>
/// <param name="InferenceMs">Median from file to top 3, as the run measured it.</param>
/// <param name="Input">What of an image the network sees.</param>
internal sealed record ModelDescription(
    string Id, string Name, string Kind, string Backbone, string Head, IReadOnlyList<string>? Labels, int LabelCount, ScoreAnswer? Score, ShareAnswer? Top1,
    int? Images, double? Guessing, string? Grading, double? InferenceMs, InputAnswer Input, string? Report);

/// <summary>Points with their 95 % interval.</summary>
internal sealed record ScoreAnswer(double Points, double Max, double Low, double High);

/// <summary>A share, 0 to 1, with its 95 % interval.</summary>
internal sealed record ShareAnswer(double Value, double Low, double High);

/// <summary>The shorter side is resized to so many pixels, then the middle is cut out.</summary>
internal sealed record InputAnswer(int Resize, int Crop);

/// <summary>The answer to <c>GET /api/v1/runs</c>.</summary>
internal sealed record RunsAnswer(IReadOnlyList<RunAnswer> Runs);

/// <summary>A finished run.</summary>
/// <param name="TrainingMs">Features from cold and one fit; null for a head that learns nothing.</param>
internal sealed record RunAnswer(
    string Id, string Name, DateTimeOffset Finished, string Backbone, string Head, int Images, ScoreAnswer Score, ShareAnswer Top1, double Guessing, string Grading,
    double? TrainingMs, double? InferenceMs, IReadOnlyList<FindingAnswer> Findings, string? Report)
{
    public static RunAnswer Of(FinishedRun run)
    {
        var (record, quality) = (run.Record, run.Metrics.Quality);
        return new RunAnswer(
            record.Folder, record.Name, record.Finished, record.Backbone, record.HeadKind, quality.Images,
            new ScoreAnswer(quality.Score, quality.MaxScore, quality.ScoreInterval.Low, quality.ScoreInterval.High), Share(quality.Top1, quality.Top1Interval),
            quality.GuessingScore, run.Metrics.Grading, record.Training.FitMs is { } fit ? record.Training.FeaturesMs + fit : null, record.Latency?.Total.MedianMs,
            [.. record.Findings.Select(finding => new FindingAnswer(SnakeCase.Of(finding.Level.ToString()), finding.Code, finding.Message))], ReportOf(run));
    }

    public static string? ReportOf(FinishedRun run) =>
        File.Exists(Path.Combine(run.Path, RunFiles.Report)) ? $"/runs/{Uri.EscapeDataString(run.Record.Folder)}/{RunFiles.Report}" : null;

    private static ShareAnswer Share(double value, Interval interval) => new(value, interval.Low, interval.High);
}

/// <summary>What a careful reader must be told.</summary>
internal sealed record FindingAnswer(string Level, string Code, string Message);
