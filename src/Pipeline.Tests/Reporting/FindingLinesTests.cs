using Pipeline.Artifacts;
using Pipeline.Reporting;
using Pipeline.Tests.Artifacts;

namespace Pipeline.Tests.Reporting;

public sealed class FindingLinesTests(SampleRun sample) : IClassFixture<SampleRun>
{
    [Fact]
    public void What_all_runs_share_is_said_once_without_names() =>
        Assert.Equal(["note: few images"], Lines(("a", Finding.Note("few", "few images")), ("b", Finding.Note("few", "few images"))));

    [Fact]
    public void What_one_run_has_names_it() =>
        Assert.Equal(["warning: unsteady (b)"], Lines(("a", null), ("b", Finding.Warning("unsteady", "unsteady"))));

    [Fact]
    public void Findings_that_differ_in_their_numbers_alone_are_one_line() =>
        Assert.Equal(
            ["warning: 46 of 50 agree (a, c; with other numbers b)"],
            Lines(("a", Finding.Warning("agree", "46 of 50 agree")), ("b", Finding.Warning("agree", "43.5 of 50 agree")), ("c", Finding.Warning("agree", "46 of 50 agree")), ("d", null)));

    [Fact]
    public void Findings_of_other_words_or_levels_stay_apart() =>
        Assert.Equal(
            ["note: 1 file is left out (a)", "warning: 1 file is left out (b)", "note: 1 file is odd (c)"],
            Lines(("a", Finding.Note("data", "1 file is left out")), ("b", Finding.Warning("data", "1 file is left out")), ("c", Finding.Note("data", "1 file is odd"))));

    private IEnumerable<string> Lines(params (string Name, Finding? Finding)[] runs) =>
        FindingLines.Of([.. runs.Select(run => sample.Made with { Record = sample.Made.Record with { Name = run.Name, Findings = run.Finding is null ? [] : [run.Finding] } })]);
}
