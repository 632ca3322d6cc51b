using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;

namespace Pipeline.Artifacts;

/// <summary>A run's saved answers under another grading rule.</summary>
/// <param name="Run">The run, which stays as it is.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Answers">Its answers with their new grades, in the order of its predictions.csv.</param>
/// <param name="Summary">What they are worth.</param>
internal sealed record Rescored(FinishedRun Run, GradingConfig Rule, IReadOnlyList<SavedAnswer> Answers, GradeSummary Summary)
{
    /// <exception cref="PipelineException">The rule does not go with the run's answers, or a file of the run is damaged.</exception>
    public static Rescored Of(FinishedRun run, GradingConfig grading)
    {
        var config = RecordReader.Read<ExperimentConfig>(Path.Combine(run.Path, RunFiles.Config));
        var (space, rule, saved) = (KeptAnswers.Space(run), GradingRule.For(grading), PredictionsReader.Read(run));
        bool areProbabilities = KeptAnswers.AreProbabilities(run);
        rule.Require(space, areProbabilities);
        GradedAnswer[] graded = [.. KeptAnswers.Ranked(saved, space, areProbabilities).Select(answer => new GradedAnswer(answer, rule.Grade(answer)))];
        SavedAnswer[] answers = [.. saved.Zip(graded, (answer, anew) => answer with { Points = anew.Grade.Points, Rule = anew.Grade.Rule })];
        return new Rescored(run, grading, answers, GradeSummary.Of(graded, space, rule, config.Seed));
    }
}
