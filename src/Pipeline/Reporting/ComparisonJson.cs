using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Shapes;
using Pipeline.Evaluation.Statistics;
using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>A comparison for programs: everything, numbers to ten digits, times in milliseconds, shares 0..1.</summary>
internal static class ComparisonJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ComparisonReport report) => new JsonObject
    {
        ["baseline"] = report.Baseline,
        ["varying_keys"] = Texts(report.VaryingKeys),
        ["runs"] = new JsonArray([.. report.Leaderboard.Select(row => Run(row, report.VaryingKeys))]),
        ["family"] = report.Family,
        ["comparisons"] = new JsonArray([.. report.Pairs.Select(Pair)]),
        ["notes"] = Texts(report.Notes),
    }.ToJsonString(Readable) + "\n";

    /// <summary>The member of an enum as programs read it, for example <c>not_distinguishable</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value.ToString());

    /// <summary>Ten digits: what lies beyond is rounding, and may differ between machines.</summary>
    public static double? Number(double? value) => value is { } number ? double.Parse(number.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    private static JsonObject Run(LeaderboardRow row, IReadOnlyList<string> keys)
    {
        var (record, quality) = (row.Run.Record, row.Run.Metrics.Quality);
        return new JsonObject
        {
            ["rank"] = row.Rank,
            ["name"] = row.Name,
            ["folder"] = record.Folder,
            ["settings"] = new JsonObject(keys.Zip(row.Settings, (key, value) => KeyValuePair.Create(key, (JsonNode?)value))),
            ["images"] = quality.Images,
            ["independent_images"] = quality.IndependentImages,
            ["repeats"] = quality.Repeats,
            ["score"] = Number(quality.Score),
            ["max_score"] = quality.MaxScore,
            ["score_interval"] = Range(quality.ScoreInterval),
            ["top1"] = Number(quality.Top1),
            ["top1_interval"] = Range(quality.Top1Interval),
            ["features_ms"] = Number(record.Training.FeaturesMs),
            ["fit_ms"] = Number(record.Training.FitMs),
            ["inference_median_ms"] = Number(row.InferenceMs),
            ["backbone_bytes"] = record.Size?.BackboneBytes,
            ["head_bytes"] = record.Size?.HeadBytes,
            ["pareto"] = row.OnParetoFront,
        };
    }

    private static JsonObject Pair(ReportedPair pair)
    {
        var quality = pair.Quality;
        return new JsonObject
        {
            ["subject"] = quality.Subject,
            ["reference"] = quality.Reference,
            ["basis"] = Word(quality.Pairing.Basis),
            ["because"] = quality.Pairing.Because,
            ["verdict"] = Word(quality.Verdict),
            ["score_difference"] = Number(pair.ScoreDifference),
            ["score_difference_interval"] = Range(quality.Paired?.Images.MeanGradeDifferenceInterval * pair.Images),
            ["p"] = Number(quality.P),
            ["p_holm"] = Number(quality.AdjustedP),
            ["p_is_exact"] = quality.Paired?.Images.Grades.IsExact ?? quality.Unpaired?.Test.IsExact,
            ["top1_difference"] = Number(quality.Paired?.Images.Top1Difference),
            ["mcnemar_p"] = Number(quality.Paired?.McNemarP),
            ["retrained"] = Retrained(quality.Paired?.Retrained, quality.AdjustedRetrainedP),
            ["images_that_would_tell"] = quality.ImagesThatWouldTell,
            ["agreement"] = quality.Paired is { Agreement: var agreement }
                ? new JsonObject
                {
                    ["both_right"] = Texts(agreement.BothRight),
                    ["only_subject"] = Texts(agreement.OnlySubject),
                    ["only_reference"] = Texts(agreement.OnlyReference),
                    ["both_wrong"] = Texts(agreement.BothWrong),
                }
                : null,
            ["time"] = Time(pair.Time),
        };
    }

    private static JsonObject? Retrained(CorrectedResampledTTest? test, double? holm) =>
        test is { } t ? new JsonObject { ["t"] = Number(t.T), ["degrees_of_freedom"] = t.DegreesOfFreedom, ["p"] = Number(t.P), ["p_holm"] = Number(holm) } : null;

    private static JsonObject Time(TimeComparison time) => new()
    {
        ["verdict"] = Word(time.Verdict),
        ["because"] = time.Because,
        ["ratio"] = Number(time.Ratio?.Ratio),
        ["ratio_interval"] = Range(time.Ratio?.Interval),
        ["launches"] = time.Ratio?.Launches,
    };

    private static JsonArray? Range(Interval? interval) => interval is { } range ? [Number(range.Low), Number(range.High)] : null;

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
