using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Reporting;
using Pipeline.Timing;
using Spectre.Console;

namespace Pipeline.Tests.Reporting;

public sealed class ComparisonReportTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("invariant")]
    [InlineData("comma")]
    [InlineData("foreign")]
    public void Every_format_is_the_same_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = NumberCulture.Of(culture);
        var runs = Frozen();
        ComparisonReport report = Report(runs), pairs = Report(runs, allPairs: true);

        Snapshot.Matches("comparison/wide.txt", Text(report, 200));
        Snapshot.Matches("comparison/80.txt", Text(report, 80));
        Snapshot.Matches("comparison/40.txt", Text(report, 40));
        Snapshot.Matches("comparison/comparison.md", ComparisonMarkdown.Of(report));
        Snapshot.Matches("comparison/comparison.csv", SyntheticRuns.Frozen(ComparisonCsv.Of(report), runs));
        Snapshot.Matches("comparison/comparison.json", SyntheticRuns.Frozen(ComparisonJson.Of(report), runs));
        Snapshot.Matches("comparison/pairs.txt", Text(pairs, 200));
        Snapshot.Matches("comparison/pairs.csv", SyntheticRuns.Frozen(ComparisonCsv.Of(pairs), runs));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Nothing_is_wider_than_the_terminal_but_a_word_that_is(int width)
    {
        string text = Text(Report(Frozen()), width);

        Assert.All(text.Split('\n').Where(line => line.Length > width), line => Assert.DoesNotContain(' ', line.Trim()));
        Assert.Contains("score: 500 of 500 (95 %:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_runs_changes_no_p_value()
    {
        var runs = Frozen();
        string forward = ComparisonJson.Of(ComparisonReport.Of(runs, runs[0], new Progress<Progress>(), default));
        string backward = ComparisonJson.Of(ComparisonReport.Of([.. runs.Reverse()], runs[0], new Progress<Progress>(), default));
        string allForward = ComparisonJson.Of(Report(runs, allPairs: true)), allBackward = ComparisonJson.Of(Report([.. runs.Reverse()], allPairs: true));

        Assert.Equal(forward, backward);
        Assert.Equal(allForward, allBackward);
    }

    [Fact]
    public void Only_keys_that_vary_are_columns()
    {
        Assert.Equal(["head.kind", "head.optimizer.kind", "head.optimizer.learning_rate"], Report(Frozen()).VaryingKeys);
        Assert.Equal([], Report([_runs.Add(new SyntheticRun("one")), _runs.Add(new SyntheticRun("two"))]).VaryingKeys);
    }

    [Fact]
    public void The_front_holds_what_no_other_beats_and_a_run_that_was_not_timed_is_on_none()
    {
        var report = Report(
        [
            _runs.Add(new SyntheticRun("slow-good") { Ms = 90 }), _runs.Add(new SyntheticRun("fast-bad") { Ms = 10, Wrong = [1, 2, 3] }),
            _runs.Add(new SyntheticRun("slow-bad") { Ms = 91, Wrong = [1] }), _runs.Add(new SyntheticRun("untimed") { Ms = null }),
        ]);

        Assert.Equal(
            [("slow-good", true), ("untimed", null), ("slow-bad", false), ("fast-bad", true)], report.Leaderboard.Select(row => (row.Name, row.OnParetoFront)));
        Assert.Equal(TimeVerdict.NotTimed, report.Pairs.Single(pair => pair.Quality.Subject == "untimed").Time.Verdict);
    }

    [Fact]
    public void Times_of_different_machines_are_not_compared()
    {
        var report = Report([_runs.Add(new SyntheticRun("here")), _runs.Add(new SyntheticRun("there") { Host = "cluster", Ms = 3 })]);

        Assert.Equal(TimeVerdict.NotComparable, Assert.Single(report.Pairs).Time.Verdict);
        Assert.All(report.Leaderboard, row => Assert.Null(row.OnParetoFront));
        Assert.Contains(report.Notes, note => note.StartsWith("Times are not comparable", StringComparison.Ordinal) && note.Contains("cluster", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_of_one_name_go_by_their_folders()
    {
        var report = Report([_runs.Add(new SyntheticRun("same")), _runs.Add(new SyntheticRun("same") { Wrong = [1] }), _runs.Add(new SyntheticRun("other"))]);

        Assert.Equal(3, report.Leaderboard.Select(row => row.Name).Distinct().Count());
        Assert.Contains(report.Leaderboard, row => row.Name == "other");
    }

    [Fact]
    public void What_is_no_pair_is_said()
    {
        var report = Report(
        [
            _runs.Add(new SyntheticRun("base")), _runs.Add(new SyntheticRun("other-folds") { Split = 1, Wrong = [1, 2] }),
            _runs.Add(new SyntheticRun("strict") { Grading = new StrictGradingConfig() }),
            _runs.Add(new SyntheticRun("open") { InImagenet = true, Head = new ZeroShotHeadConfig(ZeroShotLabelSpace.Imagenet) }),
        ]);
        var verdicts = report.Pairs.ToDictionary(pair => pair.Quality.Subject, pair => (pair.Quality.Pairing.Basis, pair.Quality.Verdict));

        Assert.Equal((PairBasis.Unpaired, Verdict.NotDistinguishable), verdicts["other-folds"]);
        Assert.Equal((PairBasis.Refused, Verdict.Refused), verdicts["strict"]);
        Assert.Equal((PairBasis.Refused, Verdict.Refused), verdicts["open"]);
        Assert.Equal(1, report.Family);
        Assert.Contains(report.Notes, note => note.StartsWith("No verdict: open against base: one answers with the 1000 ImageNet classes", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.StartsWith("Compared unpaired", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_of_a_leaderboard_is_called_optimistic() =>
        Assert.StartsWith("good is the best of 4 ", Report(Frozen()).Notes[0], StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 1, "Some times are from one start of the program;")]
    [InlineData(1, 5, "Some times are from one start of the program;")]
    [InlineData(2, 2, "Intervals of times hold what differs from one start of the program to the next; two starts say little of it")]
    [InlineData(3, 5, "Intervals of times hold what differs from one start of the program to the next, from at least 3 starts.")]
    [InlineData(5, 5, "Intervals of times hold what differs from one start of the program to the next, from 5 starts.")]
    public void How_many_starts_of_the_program_are_behind_the_times_is_said(int fewest, int most, string said)
    {
        var report = Report([_runs.Add(new SyntheticRun("base") { Launches = 5 }), _runs.Add(new SyntheticRun("few") { Launches = fewest, Ms = 25 }), _runs.Add(new SyntheticRun("many") { Launches = most, Ms = 30 })]);

        Assert.Single(report.Notes, note => note.StartsWith(said, StringComparison.Ordinal));
        Assert.Equal([fewest, most], report.Pairs.Select(pair => pair.Time.Ratio!.Value.Launches).Order());
    }

    [Fact]
    public void Json_names_every_image()
    {
        var agreement = JsonNode.Parse(ComparisonJson.Of(Report(Frozen())))!["comparisons"]!.AsArray().Single(pair => pair!["subject"]!.GetValue<string>() == "bad")!["agreement"]!.AsObject();

        Assert.Equal(50, agreement.Sum(cell => cell.Value!.AsArray().Count));
        Assert.Equal("label0/photo 01.jpg", agreement["only_reference"]![0]!.GetValue<string>());
    }

    private static ComparisonReport Report(FinishedRun[] runs, bool allPairs = false) => ComparisonReport.Of(runs, allPairs ? null : runs[0], new Progress<Progress>(), default);

    private static string Text(ComparisonReport report, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        ComparisonText.Write(console, report);
        return text.ToString();
    }

    // A baseline, one that is worse for sure, one that cannot be told from it, and zero-shot without training and slower.
    private FinishedRun[] Frozen() =>
    [
        _runs.Add(new SyntheticRun("good")),
        _runs.Add(new SyntheticRun("bad") { Wrong = [1, 11, 21, 22], Lost = [31, 41, 42, 43, 44], Head = new SoftmaxHeadConfig(new SgdOptimizerConfig()) }),
        _runs.Add(new SyntheticRun("near") { Wrong = [7, 17, 27], Head = new LbfgsHeadConfig(), Findings = [Finding.Warning("debug_build", "times were measured with a debug build")] }),
        _runs.Add(new SyntheticRun("zero_shot") { Wrong = [2], Ms = 31, Head = new ZeroShotHeadConfig() }),
    ];
}
