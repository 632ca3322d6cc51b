using Pipeline.Artifacts;
using Pipeline.Features;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Launching.Slurm;

/// <summary>Sweeps on a real Slurm. A class for all of them: they share its two nodes, one at a time.</summary>
[Trait("tier", "slurm")]
public sealed class SlurmSweepTests : IDisposable
{
    private const string ByFitsAlone = "shards: 0";
    private readonly SlurmCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void A_sweep_equals_its_twin_on_one_machine_to_the_byte_but_for_times()
    {
        string config = _cluster.Config(3, "shards: 2");
        using var twin = new SampleProject();
        twin.Config("sweep.yaml", File.ReadAllText(_cluster.Project[config]));

        _cluster.Project.Run("run", config, "--wait").Ended(0);
        twin.Run("run", config, "--launcher", "local").Ended(0);

        Assert.Equal(twin.InRuns, _cluster.Project.InRuns);
        foreach (string run in twin.InRuns)
        {
            SameBytes.Of(Path.Combine(twin.Runs, run), Path.Combine(_cluster.Project.Runs, run));
            Assert.Contains("0 extracted, 18 from the store", File.ReadAllText(Path.Combine(_cluster.Project.Runs, run, RunFiles.Log)), StringComparison.Ordinal);
        }

        Assert.Equal(Repeating(twin["artifacts", "sweeps", _cluster.Sweep.Name, "table.csv"]), Repeating(_cluster.Sweep.Table));
        Assert.All(twin.InRuns, run => Assert.True(File.Exists(Path.Combine(_cluster.Project.Runs, run, RunFiles.Timings))));
        Assert.Equal(18, new FeatureInventory(_cluster.Project["artifacts", "features"], TimeProvider.System).Stats().Single().Images);
        Assert.Equal(18, Parts(2).Sum(part => part!.Extracted));
    }

    [Fact]
    public void Tasks_that_crash_are_killed_cancelled_or_out_of_time_cost_only_themselves_and_a_resume_does_them()
    {
        string mended = _cluster.Project["mended"];
        string config = _cluster.Config(
            5, ByFitsAlone, "lbfgs",
            $"[ -e {mended} ] || case \"$SLURM_ARRAY_TASK_ID\" in 1) echo a library is missing; exit 3;; 2) kill -9 $$;; 3|4) sleep 600;; esac");
        _cluster.Project.Run("run", config).Ended(0);
        _cluster.UntilRunning(3, 4);

        SlurmCluster.Run("scancel", SlurmCluster.Element(_cluster.Tasks()[3]));
        SlurmCluster.Run("scontrol", "update", $"jobid={SlurmCluster.Element(_cluster.Tasks()[4])}", "EndTime=now+1");
        var waited = _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path);

        Assert.Equal(1, waited.ExitCode);
        Assert.Contains("5 tasks, 1 done, 0 running, 0 failed, 0 pending, 4 not in the queue", waited.Output, StringComparison.Ordinal);
        Assert.Contains("no result 1: sweep-seed-1: FAILED, exit code 3 on node", waited.Output, StringComparison.Ordinal);
        Assert.Contains("    | a library is missing", waited.Output, StringComparison.Ordinal);
        Assert.Contains("no result 2: sweep-seed-2: FAILED, signal 9 on node", waited.Output, StringComparison.Ordinal);
        Assert.Contains("cancelled: 3", waited.Output, StringComparison.Ordinal);
        Assert.Contains("no result 4: sweep-seed-4: TIMEOUT", waited.Output, StringComparison.Ordinal);
        byte[] first = File.ReadAllBytes(ResultOf(0));
        File.WriteAllText(mended, "");
        var resumed = _cluster.Project.Run("sweep", "resume", _cluster.Sweep.Path, "--wait");

        resumed.Ended(0);
        Assert.Contains("4 tasks submitted", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(ResultOf(0)));
        AssertComplete(5);
    }

    [Fact]
    public void A_node_that_is_lost_in_the_middle_gives_its_tasks_to_the_other()
    {
        _cluster.Project.Run("run", _cluster.Config(4, ByFitsAlone, "lbfgs", _cluster.WaitAtGate)).Ended(0);
        SlurmCluster.Until("that a task runs", () => _cluster.Tasks().Values.Any(task => task.State.Name == "RUNNING"));
        string node = _cluster.Tasks().Values.First(task => task.Node is not null).Node!;
        try
        {
            SlurmCluster.Run("scontrol", "update", $"NodeName={node}", "State=DOWN", "Reason=test");
            SlurmCluster.Until("that a task begins anew", () => _cluster.Tasks().Values.Any(task => task.Restarts > 0));
            _cluster.Open();

            _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path).Ended(0);
            AssertComplete(4);
        }
        finally
        {
            SlurmCluster.Resume(node);
        }
    }

    [Fact]
    public void A_controller_that_is_killed_and_started_again_changes_nothing_and_two_submissions_are_one()
    {
        string config = _cluster.Config(3, ByFitsAlone, "lbfgs", _cluster.WaitAtGate);
        _cluster.Project.Run("run", config).Ended(0);
        Assert.Contains("0 tasks submitted, 3 were in the queue already", _cluster.Project.Run("run", config).Ended(0).Output, StringComparison.Ordinal);

        _cluster.UntilRunning(0, 1, 2);
        _cluster.UntilStateIsSaved();

        // Whoever submitted was killed before he could write the job's id down.
        var submission = _cluster.Records.Submissions().First(one => one.Role == SubmissionRole.Tasks);
        _cluster.Records.Write(submission with { Job = null });
        _cluster.KillController();
        try
        {
            Assert.Contains("the cluster does not tell more", _cluster.Project.Run("sweep", "status", _cluster.Sweep.Path).Ended(0).Output, StringComparison.Ordinal);
        }
        finally
        {
            SlurmCluster.StartController();
        }

        // What a controller took just before its death it may forget; the files tell what to give it again.
        _cluster.Open();
        bool whole = _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path).ExitCode == 0;
        string resumed = _cluster.Project.Run("sweep", "resume", _cluster.Sweep.Path, "--wait").Ended(0).Output;

        Assert.Equal(whole, !resumed.Contains("job ", StringComparison.Ordinal));
        AssertComplete(3);
    }

    [Fact]
    public void An_array_longer_than_the_cluster_takes_is_cut_and_every_task_keeps_its_own_output()
    {
        _cluster.Project.Run("run", _cluster.Config(12, "shards: 0\n  parallelism: 4", "zero_shot"), "--wait").Ended(0);

        Assert.Equal([(0, 10), (10, 2)], _cluster.Records.Submissions().Where(one => one.Role == SubmissionRole.Tasks).Select(one => (one.Offset, one.Elements.Count)));
        Assert.All(_cluster.Sweep.Plan.Tasks, task => Assert.StartsWith($"{task.Name}: done", File.ReadAllText(Path.Combine(_cluster.Sweep.FolderOf(task.Index), "output.txt")), StringComparison.Ordinal));
        AssertComplete(12);
    }

    [Fact]
    public void A_notice_queues_a_task_again_as_often_as_it_may_and_then_it_has_failed()
    {
        _cluster.Project.Run("run", _cluster.Config(1, "shards: 0\n  requeues: 1", "{ kind: softmax, epochs: 100000, batch_size: 1, patience: 0 }")).Ended(0);
        Notice(restarts: 0);
        SlurmCluster.Until("that the task begins anew", () => _cluster.Tasks()[0].Restarts == 1);
        Notice(restarts: 1);

        Assert.Equal(1, _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path).ExitCode);
        var result = _cluster.Sweep.Result(_cluster.Sweep.Plan.Tasks[0]);
        Assert.Equal(TaskState.Failed, result!.State);
        Assert.Contains("began 2 times without coming to its end", result.Message, StringComparison.Ordinal);
        Assert.Empty(_cluster.Project.InRuns);
    }

    [Fact]
    public void Two_live_copies_of_a_task_make_one_run()
    {
        _cluster.Project.Run("run", _cluster.Config(2, ByFitsAlone, "lbfgs", _cluster.WaitAtGate)).Ended(0);
        _cluster.UntilRunning(0);

        using var copy = _cluster.Project.Start("run-task", "--sweep", _cluster.Sweep.Path, "--index", "0");
        _cluster.Open();

        copy.WaitForExit().Ended(0);
        _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path).Ended(0);
        AssertComplete(2);
    }

    [Fact]
    public void A_part_of_an_extraction_that_fails_costs_only_itself()
    {
        string mended = _cluster.Project["mended"];
        string config = _cluster.Config(2, "shards: 3", "lbfgs", $"case \"$SLURM_JOB_NAME $SLURM_ARRAY_TASK_ID\" in *.001\\ 1) [ -e {mended} ] || exit 3;; esac");

        var waited = _cluster.Project.Run("run", config, "--wait");

        Assert.Equal(1, waited.ExitCode);
        Assert.Contains("2 of 3 parts in the store, 0 queued or running, 1 failed", waited.Output, StringComparison.Ordinal);
        Assert.Contains("failed part 1: FAILED, exit code 3", waited.Output, StringComparison.Ordinal);
        _cluster.Project.Run("sweep", "resume", _cluster.Sweep.Path, "--wait").Ended(0);
        Assert.Equal([1], _cluster.Records.Submissions().Last(one => one.Role == SubmissionRole.Extract).Items);
        Assert.Equal(18, Parts(3).Sum(part => part!.Extracted));
        AssertComplete(2);
    }

    [Fact]
    public void A_cancelled_sweep_stays_away_until_it_is_resumed()
    {
        _cluster.Project.Run("run", _cluster.Config(3, "shards: 0\n  parallelism: 2", "lbfgs", _cluster.WaitAtGate)).Ended(0);
        _cluster.UntilRunning(0, 1);

        Assert.Contains("2 jobs cancelled", _cluster.Project.Run("sweep", "cancel", _cluster.Sweep.Path).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("cancelled: 0, 1, 2", _cluster.Project.Run("sweep", "wait", _cluster.Sweep.Path).Output, StringComparison.Ordinal);
        _cluster.Open();
        _cluster.Project.Run("sweep", "resume", _cluster.Sweep.Path, "--wait").Ended(0);

        AssertComplete(3);
    }

    private void Notice(int restarts)
    {
        SlurmCluster.Until("that the task's program works", () => _cluster.Tasks()[0] is { State.Name: "RUNNING" } task && task.Restarts == restarts && Starts() == restarts + 1);
        SlurmCluster.Run("scancel", "--batch", "--signal=USR1", SlurmCluster.Element(_cluster.Tasks()[0]));
    }

    private int Starts() => File.Exists(_cluster.Sweep.LogOf(0)) ? File.ReadLines(_cluster.Sweep.LogOf(0)).Count(line => line.Contains("started on", StringComparison.Ordinal)) : 0;

    private string ResultOf(int task) => Path.Combine(_cluster.Sweep.FolderOf(task), "result.json");

    private IEnumerable<ExtractionResult?> Parts(int count) => Enumerable.Range(0, count).Select(part => _cluster.Records.ExtractionResult(0, count, part));

    private void AssertComplete(int tasks)
    {
        Assert.Equal(tasks, _cluster.Project.InRuns.Length);
        Assert.All(_cluster.Project.InRuns, run => Assert.True(File.Exists(Path.Combine(_cluster.Project.Runs, run, RunFiles.Record)), $"{run} is no whole run."));
        Assert.All(_cluster.Sweep.Plan.Tasks, task => Assert.Equal(TaskState.Done, _cluster.Sweep.Result(task)!.State));
        Assert.Equal(tasks + 1, File.ReadLines(_cluster.Sweep.Table).Count());
    }

    /// <summary>The columns of a sweep's table before <c>host</c>.</summary>
    private static IEnumerable<string> Repeating(string table)
    {
        int count = File.ReadLines(table).First().Split(',').IndexOf("host");
        return new CsvTable(table).Rows.Select(row => string.Join('|', row.Take(count)));
    }
}
