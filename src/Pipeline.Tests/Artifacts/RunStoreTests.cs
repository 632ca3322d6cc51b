using Pipeline.Artifacts;

namespace Pipeline.Tests.Artifacts;

public sealed class RunStoreTests : IClassFixture<SampleRun>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleRun _sample;
    private readonly RunStore _store;

    public RunStoreTests(SampleRun sample) => (_sample, _store) = (sample, new RunStore(_folder["runs"], TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_folder_there_are_no_runs()
    {
        Assert.Empty(_store.List(out var damaged));
        Assert.Empty(damaged);
        Assert.Equal($"there is no run 'a' in {_store.Folder}; 'pipeline runs list' shows what there is", Problem("a"));
    }

    [Fact]
    public void A_run_is_read_as_it_was_written()
    {
        Add("a-11111111");

        var run = _store.Open("a-11111111");

        Assert.Equivalent(_sample.Made.Record, run.Record, strict: true);
        Assert.Equivalent(_sample.Made.Metrics, run.Metrics, strict: true);
        Assert.False(run.IsNew);
    }

    [Theory]
    [InlineData("b", "b-22222222")]
    [InlineData("a-11111111", "a-11111111")]
    [InlineData("a-11111111-", "a-11111111-2")]
    public void A_run_opens_by_the_beginning_of_its_name_and_a_whole_name_wins(string name, string expected)
    {
        Add("a-11111111", "a-11111111-2", "b-22222222");

        Assert.Equal(expected, Path.GetFileName(_store.Open(name).Path));
    }

    [Fact]
    public void A_run_opens_by_the_path_of_its_folder()
    {
        Add("a-11111111");

        Assert.Equal(_folder["runs", "a-11111111"], new RunStore(_folder["elsewhere"], TimeProvider.System).Open(_folder["runs", "a-11111111"]).Path);
    }

    [Fact]
    public void A_beginning_of_several_names_is_refused_with_some_of_them()
    {
        Add("a-1", "a-2", "a-3", "a-4", "b-1", "b-2");

        Assert.Equal("'a' is the beginning of 4 runs (a-1, a-2, a-3, ...); give more of its name", Problem("a"));
        Assert.Equal("'b' is the beginning of 2 runs (b-1, b-2); give more of its name", Problem("b"));
    }

    [Fact]
    public void Runs_are_listed_by_name_and_unfinished_ones_are_not()
    {
        Add("b-1", "a-1", "c-1.partial");

        Assert.Equal(["a-1", "b-1"], _store.List(out _).Select(run => Path.GetFileName(run.Path)));
    }

    [Theory]
    [InlineData("run.json", "{\"name\": ")]
    [InlineData("run.json", "{}")]
    [InlineData("run.json", "null")]
    [InlineData("run.json", "")]
    [InlineData("metrics.json", "[]")]
    [InlineData("metrics.json", null)]
    [InlineData("run.json", null)]
    public void A_damaged_run_is_named_and_does_not_hide_the_others(string file, string? text)
    {
        Add("a-1", "b-1");
        File.Delete(_folder["runs", "a-1", file]);
        if (text is not null)
        {
            File.WriteAllText(_folder["runs", "a-1", file], text);
        }

        Assert.Equal("b-1", Path.GetFileName(Assert.Single(_store.List(out var damaged)).Path));
        string message = Assert.Single(damaged);
        Assert.StartsWith($"{_folder["runs", "a-1"]} is no whole run (", message, StringComparison.Ordinal);
        Assert.EndsWith("); remove the folder and run its experiment again", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(message, Problem("a-1"));
    }

    [Fact]
    public void A_finished_run_is_found_by_name_and_identity_only()
    {
        var identity = _sample.Made.Metrics.Identity;
        _sample.CopyTo(_folder["runs"], _sample.Made.Record.Folder);

        Assert.NotNull(_store.Find("sample", identity));
        Assert.Null(_store.Find("other", identity));
        Assert.Null(_store.Find("sample", identity with { Weights = "others" }));
    }

    private void Add(params string[] names) => Array.ForEach(names, name => _sample.CopyTo(_folder["runs"], name));

    private string Problem(string run) => Assert.Throws<PipelineException>(() => _store.Open(run)).Message;
}
