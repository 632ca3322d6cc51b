using Pipeline.Artifacts;
using Pipeline.Tests.Reporting;

namespace Pipeline.Tests.Artifacts;

public sealed class RunSelectionTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    public RunSelectionTests()
    {
        foreach (string name in new[] { "study-b", "study-a", "other" })
        {
            _runs.Add(new SyntheticRun(name) { Ms = null });
        }
    }

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_pattern_brings_in_what_it_matches_in_ordinal_order_and_each_run_comes_once() =>
        Assert.Equal(["other", "study-a", "study-b"], Names("other", "study-*", "study-b", "?tudy-a-*"));

    [Fact]
    public void A_folder_of_runs_brings_in_all_and_a_path_may_be_a_pattern()
    {
        Assert.Equal(["other", "study-a", "study-b"], Names(_runs.Store.Folder));
        Assert.Equal(["study-a", "study-b"], Names(Path.Combine(_runs.Store.Folder, "study-*")));
    }

    [Fact]
    public void What_is_being_made_and_what_is_damaged_is_left_out_of_a_pattern_and_the_damaged_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_runs.Store.Folder, "study-c-00000000.partial"));
        string damaged = Directory.CreateDirectory(Path.Combine(_runs.Store.Folder, "study-d-00000000")).FullName;

        Assert.Equal(["study-a", "study-b"], _runs.Store.Select(["study-*"], out var problems).Select(run => run.Record.Name));
        Assert.Contains(damaged, Assert.Single(problems), StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => _runs.Store.Select([damaged], out _));
    }

    [Fact]
    public void A_name_that_brings_in_nothing_is_refused()
    {
        Assert.Contains("no run matches 'x*'", Assert.Throws<PipelineException>(() => _runs.Store.Select(["x*"], out _)).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => _runs.Store.Select(["nothing"], out _));
        Assert.Contains("give more of its name", Assert.Throws<PipelineException>(() => _runs.Store.Select(["study"], out _)).Message, StringComparison.Ordinal);
    }

    private string[] Names(params string[] names) => [.. _runs.Store.Select(names, out _).Select(run => run.Record.Name)];
}
