using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Statistics;
using Pipeline.Heads;
using Pipeline.Tests.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Tests.Artifacts;

public sealed class RunFindingsTests
{
    private static readonly RunEnvironment Release = new("1.0.0", null, "lab", "Linux", "a processor", 2, ".NET", true, []);

    /// <summary>A hundred images of ten classes, nearly all named rightly: nothing to tell.</summary>
    private static readonly QualityReport Sound =
        Evaluator.Score(Answers.Fifty(wrong: 3), Answers.Labels(10), new Top3GradingConfig(), 1) with { Images = 100, IndependentImages = 100 };

    [Fact]
    public void Of_a_sound_run_there_is_nothing_to_tell() => Assert.Empty(RunFindings.Of(Sound, Release));

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_score_whose_interval_reaches_down_to_guessing_is_a_warning(double low, bool warned) =>
        Assert.Equal(
            warned ? [Finding.Warning("no_better_than_guessing", "the interval of the score reaches down to what guessing would get")] : [],
            RunFindings.Of(Sound with { ScoreInterval = new Interval(low, 900), GuessingScore = 100 }, Release));

    [Theory]
    [InlineData(99, "1 of 100 images is a copy or near-duplicate of another; intervals count each group once")]
    [InlineData(98, "2 of 100 images are copies or near-duplicates of others; intervals count each group once")]
    public void Copies_are_counted(int independent, string message) =>
        Assert.Equal([Finding.Note("duplicates", message)], RunFindings.Of(Sound with { IndependentImages = independent }, Release));

    [Fact]
    public void Fewer_than_ten_images_per_class_are_few() =>
        Assert.Equal(
            [Finding.Note("few_images", "99 images of 10 classes: a single class's figures rest on about 9 images")],
            RunFindings.Of(Sound with { Images = 99, IndependentImages = 99 }, Release));

    [Fact]
    public void Times_of_a_debug_build_are_a_warning() =>
        Assert.Equal(
            [Finding.Warning("debug_build", "times were measured with a debug build; run with -c Release")], RunFindings.Of(Sound, Release with { Optimised = false }));

    [Theory]
    [InlineData(false, 1.0, 1.5, 9.0)]
    [InlineData(true, 1.0, 1.6, 9.0)]
    [InlineData(true, 1.6, 1.6, 1.6)]
    public void Times_are_unsteady_where_repeats_of_half_the_images_differ_by_more_than_half(bool warned, params double[] slowdowns)
    {
        // The images themselves differ by far more: that says nothing of the machine.
        LatencyRow[] rows = [.. slowdowns.SelectMany((slowdown, i) => new[] { Row(i, 0, 10 * (i + 1)), Row(i, 1, 10 * (i + 1) * slowdown) })];
        var latency = new Latency(LatencyReport.Of(new LatencyConditions("net + head", "run", new TimingConfig(), slowdowns.Length), [new MeasuredLaunch(100, 30, rows)]), rows);

        Assert.Equal(warned ? [(FindingLevel.Warning, RunFindings.Unsteady)] : [], RunFindings.Of(latency).Select(finding => (finding.Level, finding.Code)));
    }

    [Fact]
    public void What_was_not_measured_or_chosen_brings_no_finding()
    {
        Assert.Empty(RunFindings.Of((Latency?)null));
        Assert.Empty(RunFindings.Of((SelectionRecord?)null));
        Assert.Empty(RunFindings.Of((ExportAgreement?)null));
    }

    [Fact]
    public void A_choice_among_heads_is_told()
    {
        var finding = Assert.Single(RunFindings.Of(new SelectionRecord(["a", "b"], [new(0, 0, "b", [])], new(null, null, "a", []))));

        Assert.Equal(
            Finding.Note("selection", "inside the training folds select chose b in 1 of 1 fits; the head that is kept is a; the score is that of the whole procedure"), finding);
    }

    [Theory]
    [InlineData(95, 0, null)]
    [InlineData(94, 0, "on 94 of 100 held-out images: an exported")]
    [InlineData(94, 5, "on 94 of 100 held-out images, 5 of which it cannot load: an exported")]
    public void An_export_that_answers_otherwise_on_more_than_a_twentieth_is_a_warning(int agreeing, int unreadable, string? said)
    {
        var findings = RunFindings.Of(new ExportAgreement(100, agreeing, unreadable)).ToList();

        Assert.Equal(said is null ? [] : [(FindingLevel.Warning, "export_agreement")], findings.Select(finding => (finding.Level, finding.Code)));
        Assert.All(findings, finding => Assert.Contains(said!, finding.Message, StringComparison.Ordinal));
    }

    private static LatencyRow Row(int image, int repeat, double ms) => new($"{image}.jpg", repeat, new PredictionParts(0, 0, ms, 0));
}
