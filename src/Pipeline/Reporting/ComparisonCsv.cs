using Pipeline.Datasets;

namespace Pipeline.Reporting;

/// <summary>
/// A comparison as one table for a spreadsheet, numbers to ten digits: a row per run with what it was held against, or, of all pairs, a row per pair. Several
/// images in one cell are separated by <c>|</c>.
/// </summary>
internal static class ComparisonCsv
{
    private static readonly string[] RunColumns =
    [
        "score", "max_score", "score_low", "score_high", "top1", "top1_low", "top1_high", "images", "repeats", "training_ms", "inference_median_ms", "model_bytes", "pareto",
    ];

    private static readonly string[] PairColumns =
    [
        "basis", "verdict", "score_difference", "difference_low", "difference_high", "p", "p_holm", "mcnemar_p", "retrained_p", "retrained_p_holm", "images_that_would_tell",
        "time_verdict", "time_ratio", "time_ratio_low", "time_ratio_high", "time_launches", "both_right", "only_subject", "only_reference", "both_wrong", "because",
    ];

    public static string Of(ComparisonReport report)
    {
        var text = new StringWriter();
        var csv = new CsvWriter(text);
        if (report.Baseline is { } baseline)
        {
            var pairs = report.Pairs.ToDictionary(pair => pair.Quality.Subject, StringComparer.Ordinal);
            csv.Row(["rank", "name", "folder", .. report.VaryingKeys, .. RunColumns, "reference", .. PairColumns]);
            foreach (var row in report.Leaderboard)
            {
                var pair = pairs.GetValueOrDefault(row.Name);
                csv.Row([row.Rank, row.Name, row.Run.Record.Folder, .. row.Settings, .. Rounded(Cells(row)), pair is null ? null : baseline, .. Rounded(Cells(pair))]);
            }
        }
        else
        {
            csv.Row(["subject", "reference", .. PairColumns]);
            foreach (var pair in report.Pairs)
            {
                csv.Row([pair.Quality.Subject, pair.Quality.Reference, .. Rounded(Cells(pair))]);
            }
        }

        return text.ToString();
    }

    private static object?[] Cells(LeaderboardRow row)
    {
        var quality = row.Run.Metrics.Quality;
        return
        [
            quality.Score, quality.MaxScore, quality.ScoreInterval.Low, quality.ScoreInterval.High, quality.Top1, quality.Top1Interval.Low, quality.Top1Interval.High,
            quality.Images, quality.Repeats, row.TrainingMs, row.InferenceMs, row.ModelBytes, row.OnParetoFront is { } front ? front ? "yes" : "no" : null,
        ];
    }

    private static object?[] Cells(ReportedPair? pair)
    {
        if (pair is null)
        {
            return new object?[PairColumns.Length];
        }

        var (quality, time) = (pair.Quality, pair.Time);
        var interval = quality.Paired?.Images.MeanGradeDifferenceInterval * pair.Images;
        var agreement = quality.Paired?.Agreement;
        return
        [
            ComparisonJson.Word(quality.Pairing.Basis), ComparisonJson.Word(quality.Verdict), pair.ScoreDifference, interval?.Low, interval?.High, quality.P, quality.AdjustedP,
            quality.Paired?.McNemarP, quality.Paired?.Retrained?.P, quality.AdjustedRetrainedP, quality.ImagesThatWouldTell, ComparisonJson.Word(time.Verdict),
            time.Ratio?.Ratio, time.Ratio?.Interval.Low, time.Ratio?.Interval.High, time.Ratio?.Launches, Joined(agreement?.BothRight), Joined(agreement?.OnlySubject),
            Joined(agreement?.OnlyReference), Joined(agreement?.BothWrong), quality.Pairing.Because,
        ];
    }

    private static IEnumerable<object?> Rounded(object?[] cells) => cells.Select(cell => cell is double number ? ComparisonJson.Number(number) : cell);

    private static string? Joined(IReadOnlyList<string>? images) => images is null ? null : string.Join('|', images);
}
