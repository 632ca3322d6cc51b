using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Heads;

namespace Pipeline.Reporting.Pages;

/// <summary>All that a report shows of a run, read from its folder.</summary>
/// <param name="Run">Its two records.</param>
/// <param name="ConfigText">Its resolved config, as written.</param>
/// <param name="Config">The same, understood.</param>
/// <param name="Answers">Every held-out answer, in the order of the file.</param>
/// <param name="AreProbabilities">Whether the scores of the answers are probabilities.</param>
/// <param name="Ledger">Every input file.</param>
/// <param name="Curves">Every epoch; empty for heads without.</param>
/// <param name="TimesMs">Every timed prediction; empty where the run was not timed.</param>
internal sealed record ReportedRun(
    FinishedRun Run, string ConfigText, ExperimentConfig Config, IReadOnlyList<ReportedAnswer> Answers, bool AreProbabilities, IReadOnlyList<LedgerLine> Ledger,
    IReadOnlyList<CurvePoint> Curves, IReadOnlyList<double> TimesMs)
{
    public RunRecord Record => Run.Record;

    public QualityReport Quality => Run.Metrics.Quality;

    public string Score(double score) => AreProbabilities ? Format.Percent(score) : Format.Three(score);

    /// <exception cref="PipelineException">A file of the run is missing or damaged.</exception>
    public static ReportedRun Read(FinishedRun run)
    {
        string config = Path.Combine(run.Path, RunFiles.Config);
        return new ReportedRun(
            run, RunText.Read(config), RecordReader.Read<ExperimentConfig>(config), Answered(run), KeptAnswers.AreProbabilities(run), LedgerReader.Read(run), CurvesReader.Read(run),
            TimingsReader.Totals(run));
    }

    /// <summary>The answers alone, each with its cell.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<ReportedAnswer> Answered(FinishedRun run)
    {
        var space = KeptAnswers.Space(run);
        return [.. PredictionsReader.Read(run).Select(saved => Placed(saved, space, run))];
    }

    private static ReportedAnswer Placed(SavedAnswer saved, AnswerSpace space, FinishedRun run)
    {
        int truth = space.Truths.IndexOf(saved.Truth), first = saved.Top.Count == 0 ? -1 : space.Answers.IndexOf(saved.Top[0].Label);
        return truth < 0 || first < 0
            ? throw new PipelineException($"{run.Path}: {RunFiles.Predictions} names a label that the run does not have, for {saved.Image}; the file is damaged, run its experiment again with --again")
            : new ReportedAnswer(saved, truth, ConfusionMatrix.ColumnOf(first, truth, space));
    }
}
