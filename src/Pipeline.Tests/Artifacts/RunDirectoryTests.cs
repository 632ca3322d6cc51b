using Microsoft.Extensions.Time.Testing;
using Pipeline.Artifacts;

namespace Pipeline.Tests.Artifacts;

public sealed class RunDirectoryTests : IClassFixture<SampleRun>, IDisposable
{
    private static readonly RunIdentity Identity = new("config", "ledger", "split", "weights", null, "1.0");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly SampleRun _sample;
    private readonly RunStore _store;

    public RunDirectoryTests(SampleRun sample) => (_sample, _store) = (sample, new RunStore(_folder["runs"], _clock));

    private string Final => _folder["runs", $"a-{Identity.Digest()[..8]}"];

    private string[] Entries => [.. Directory.EnumerateFileSystemEntries(_folder["runs"]).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_has_its_name_only_when_it_is_complete()
    {
        using (var run = Create())
        {
            run.WriteText("x.txt", "x");
            run.Log("hello");
            Assert.Equal([Final + ".lock", Final + ".partial"], Entries);

            Complete(run);
        }

        Assert.Equal([Final], Entries);
        Assert.Equal("x", File.ReadAllText(Path.Combine(Final, "x.txt")));
        Assert.Equal("2030-01-02 03:04:05.000Z hello\n", File.ReadAllText(Path.Combine(Final, RunFiles.Log)));
        Assert.NotNull(_store.Find("a", Identity));
    }

    [Fact]
    public void What_people_look_at_is_made_before_the_folder_has_its_name()
    {
        string[] seen = [];
        var store = new RunStore(_folder["runs"], _clock, (run, _) =>
        {
            seen = [.. Directory.EnumerateFiles(run.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
            Assert.False(Directory.Exists(Final));
            File.WriteAllText(Path.Combine(run.Path, RunFiles.Report), "seen");
        });
        using (var run = store.Create("a", Identity, again: false))
        {
            run.WriteText("x.txt", "x");
            Complete(run);
        }

        Assert.Equal([RunFiles.Log, RunFiles.Metrics, RunFiles.Record, "x.txt"], seen);
        Assert.Equal("seen", File.ReadAllText(Path.Combine(Final, RunFiles.Report)));
    }

    [Fact]
    public void A_run_whose_report_fails_leaves_nothing_half_written()
    {
        var store = new RunStore(_folder["runs"], _clock, (_, _) => throw new PipelineException("the disk is full"));
        using (var run = store.Create("a", Identity, again: false))
        {
            Assert.Throws<PipelineException>(() => Complete(run));
        }

        Assert.Empty(Entries);
    }

    [Fact]
    public void What_was_not_completed_goes_away()
    {
        using (var run = Create())
        {
            run.WriteText("x.txt", "x");
        }

        Assert.Empty(Entries);
    }

    [Fact]
    public void The_log_is_written_as_it_goes_with_the_lines_that_belong_to_it_indented()
    {
        using var run = Create();

        run.Log("config:", "name: a\nseed: 1\n");

        Assert.Equal("2030-01-02 03:04:05.000Z config:\n    name: a\n    seed: 1\n", File.ReadAllText(Path.Combine(Final + ".partial", RunFiles.Log)));
    }

    [Fact]
    public void Old_leftovers_of_runs_that_nobody_begins_anew_go_and_a_run_that_is_being_made_stays()
    {
        using var run = Create();
        string young = Leave("young-12345678.partial", hours: 0.5);
        Leave("dead-12345678.partial", hours: 2);
        File.WriteAllText(_folder["runs", "dead-12345678.lock"], "");
        File.WriteAllText(_folder["runs", "other-12345678.lock"], "");

        _store.RemoveLeftovers();

        Assert.Equal([Final + ".lock", Final + ".partial", young], Entries);
    }

    [Fact]
    public void What_a_killed_process_left_is_begun_anew()
    {
        Directory.CreateDirectory(Final + ".partial");
        File.WriteAllText(Path.Combine(Final + ".partial", "stale.txt"), "of a process that was killed");
        File.WriteAllText(Final + ".lock", "");

        using (var run = Create())
        {
            Complete(run);
        }

        Assert.Equal([Final], Entries);
        Assert.False(File.Exists(Path.Combine(Final, "stale.txt")));
    }

    [Fact]
    public void A_run_that_is_being_made_is_not_begun_a_second_time()
    {
        using var first = Create();
        first.WriteText("x.txt", "x");

        var problem = Assert.Throws<RunContestedException>(() => Create());

        Assert.Equal($"{Final} is being made by another process; wait for it, or run another configuration", problem.Message);
        Complete(first);
        Assert.True(File.Exists(Path.Combine(Final, "x.txt")));
    }

    [Fact]
    public void A_run_that_another_process_has_made_meanwhile_is_not_made_beside_it()
    {
        using (var other = Create())
        {
            Complete(other);
        }

        var problem = Assert.Throws<RunContestedException>(() => Create());

        Assert.Equal($"{Final} was made by another process in the meantime; run again to see it, or with --again to make another", problem.Message);
        Assert.Equal([Final], Entries);
    }

    [Fact]
    public void Again_takes_the_next_free_number()
    {
        for (int i = 0; i < 3; i++)
        {
            using var run = _store.Create("a", Identity, again: true);
            Complete(run);
        }

        Assert.Equal([Final, Final + "-2", Final + "-3"], Entries);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_problem_of_one_line()
    {
        File.WriteAllText(_folder["runs"], "in the way");

        var problem = Assert.Throws<PipelineException>(() => Create());

        Assert.StartsWith($"{Final}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", problem.Message, StringComparison.Ordinal);
    }

    private string Leave(string name, double hours)
    {
        Directory.CreateDirectory(_folder["runs", name]);
        Directory.SetLastWriteTimeUtc(_folder["runs", name], _clock.GetUtcNow().UtcDateTime.AddHours(-hours));
        return _folder["runs", name];
    }

    private RunDirectory Create() => _store.Create("a", Identity, again: false);

    private void Complete(RunDirectory run) => run.Complete(_sample.Made.Record, _sample.Made.Metrics);
}
