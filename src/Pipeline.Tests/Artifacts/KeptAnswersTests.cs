using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Tests.Reporting;

namespace Pipeline.Tests.Artifacts;

public sealed class KeptAnswersTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Predictions_read_back_as_they_were_written()
    {
        var run = _runs.Add(new SyntheticRun("run") { Wrong = [1], Lost = [2], Repeats = 2 });
        var answers = PredictionsReader.Read(run);

        Assert.Equal(File.ReadAllText(Path.Combine(run.Path, RunFiles.Predictions)), RunTables.Predictions(answers));
        Assert.Equal([1, 2, 4], answers.Take(3).Select(answer => answer.RightAt!.Value));
        Assert.Equal(["label0", "label1", "label2"], answers[0].Top.Select(label => label.Label));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_runs_own_rule_gives_its_own_score(int repeats)
    {
        foreach (var (rule, name) in new (GradingConfig, string)[] { (new Top3GradingConfig(), "a"), (new StrictGradingConfig(), "b"), (new ConfidenceGradingConfig(0.5), "c"), (new MarginGradingConfig(0.3), "d") })
        {
            var run = _runs.Add(new SyntheticRun(name) { Wrong = [1, 9, 17], Lost = [2, 40], Repeats = repeats, Grading = rule });
            var (quality, summary) = (run.Metrics.Quality, Rescored.Of(run, rule).Summary);

            Assert.Equal((quality.Score, quality.ScoreInterval, quality.GuessingScore), (summary.Score, summary.ScoreInterval, summary.GuessingScore));
            Assert.Equal(quality.Grades, summary.Grades);
        }
    }

    [Fact]
    public void Another_rule_gives_what_the_run_would_have_got_under_it()
    {
        var (wrong, lost) = (new[] { 1, 9, 17 }, new[] { 2, 40 });
        var strict = _runs.Add(new SyntheticRun("strict") { Wrong = wrong, Lost = lost, Grading = new StrictGradingConfig() });
        var rescored = Rescored.Of(_runs.Add(new SyntheticRun("top3") { Wrong = wrong, Lost = lost }), new StrictGradingConfig());

        Assert.Equal(450, rescored.Summary.Score);
        Assert.Equal(strict.Metrics.Quality.ScoreInterval, rescored.Summary.ScoreInterval);
        Assert.Equal(File.ReadAllText(Path.Combine(strict.Path, RunFiles.Predictions)), RunTables.Predictions(rescored.Answers));
    }

    [Fact]
    public void A_rule_that_means_nothing_for_the_answers_is_refused() =>
        Assert.Contains("near_relative", Assert.Throws<PipelineException>(() => Rescored.Of(_runs.Add(new SyntheticRun("run")), new NearRelativeGradingConfig())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_version_is_named()
    {
        var run = _runs.Add(new SyntheticRun("run"));
        File.WriteAllText(Path.Combine(run.Path, RunFiles.Predictions), "image,sha256\na,b\n");

        Assert.Contains("has no column 'group'", Assert.Throws<PipelineException>(() => PredictionsReader.Read(run)).Message, StringComparison.Ordinal);
    }
}
