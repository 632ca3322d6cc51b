using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Launching;

/// <summary>Sweeps by the program's own verbs, in processes of their own.</summary>
[Trait("tier", "recipe")]
public sealed class SweepVerbTests : IDisposable
{
    private readonly SampleSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void On_one_core_or_four_the_results_are_the_same_to_the_byte()
    {
        Run("1");
        string one = _sweep.Project["one"];
        string[] table = _sweep.TableButForTimes;
        Directory.Move(_sweep.Project.Runs, one);
        _sweep.Forget();

        Run("4");

        Assert.Equal(table, _sweep.TableButForTimes);
        Assert.Equal(SampleSweep.Tasks, Directory.GetDirectories(one).Length);
        foreach (string run in Directory.GetDirectories(one).Where(run => File.Exists(Path.Combine(run, RunFiles.Head))))
        {
            SameBytes.Of(run, Path.Combine(_sweep.Project.Runs, Path.GetFileName(run)));
        }

        void Run(string cores) => _sweep.Project.RunWith(new() { ["DOTNET_PROCESSOR_COUNT"] = cores }, _sweep.Project.Root, "run", SampleSweep.Config).Ended(0);
    }

    [Fact]
    public void Tasks_done_one_by_one_and_finished_make_the_table_of_the_sweep()
    {
        _sweep.Launch();
        string[] table = _sweep.TableButForTimes;
        string folder = _sweep.Folder.Path;
        Directory.Delete(_sweep.Project.Runs, recursive: true);
        foreach (string result in Directory.GetFiles(folder, "result.json", SearchOption.AllDirectories))
        {
            File.Delete(result);
        }

        for (int i = SampleSweep.Tasks - 1; i > 0; i--)
        {
            _sweep.Project.Run("run-task", "--sweep", folder, "--index", $"{i}").Ended(0);
        }

        // Two live copies of one task.
        using (var copy = _sweep.Project.Start("run-task", "--sweep", folder, "--index", "0"))
        {
            _sweep.Project.Run("run-task", "--sweep", folder, "--index", "0").Ended(0);
            copy.WaitForExit().Ended(0);
        }

        Assert.Equal(SampleSweep.Tasks, _sweep.Project.InRuns.Length);
        _sweep.Project.Run("sweep", "finish", folder).Ended(0);
        Assert.Equal(table, _sweep.TableButForTimes);
        var status = JsonElement.Parse(_sweep.Project.Run("sweep", "status", folder, "--json").Ended(0).OutputLines[^1]);
        Assert.Equal((SampleSweep.Tasks, 0, 0), (status.GetProperty("done").GetInt32(), status.GetProperty("failed").GetInt32(), status.GetProperty("pending").GetInt32()));
    }

    [Fact]
    public void A_sweeps_folder_stands_for_its_runs_in_a_comparison()
    {
        _sweep.Launch();
        _sweep.Project.Run("run", _sweep.Project.Config("sample.yaml", SampleProject.ConfigText)).Ended(0);

        var compared = JsonElement.Parse(_sweep.Project.Run("compare", _sweep.Folder.Path, "--format", "json").Ended(0).Output);

        Assert.Equal(SampleSweep.Tasks, compared.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void A_task_that_fails_says_why_and_so_does_the_sweep_whose_last_line_counts()
    {
        _sweep.Project.Config("study.yaml", SampleSweep.Text + "    - split.folds: 7\n");

        var result = _sweep.Project.Run("run", SampleSweep.Config);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"{SampleSweep.Tasks + 1} experiments: {SampleSweep.Tasks} done, 1 failed", result.OutputLines[^1]);
        string message = Assert.Single(result.ErrorLines);
        _sweep.Project.Run("run-task", "--sweep", _sweep.Folder.Path, "--index", $"{SampleSweep.Tasks}").Ended(1, message);
        _sweep.Project.Run("run-task", "--sweep", _sweep.Folder.Path, "--index", "99").Ended(2, $"{_sweep.Folder.Path} has no task 99; its tasks are 0 to {SampleSweep.Tasks}");
        _sweep.Project.Run("sweep", "status", "configs").Ended(2, "configs has no readable plan.json; name a folder under artifacts/sweeps, as 'pipeline run' of a sweep makes it");
    }

    [Fact]
    public void A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        var result = _sweep.Project.Run("run", SampleSweep.Config, "--dry-run").Ended(0);

        Assert.Equal($"{SampleSweep.Config}: {SampleSweep.Tasks} experiments: 0 done, {SampleSweep.Tasks} to do", result.OutputLines[0]);
        Assert.Contains("  study-zero_shot", result.OutputLines);
        Assert.False(Directory.Exists(_sweep.Project["artifacts"]));
        Assert.False(Directory.Exists(_sweep.Project["data", "splits"]));
    }

    [Fact]
    [Trait("tier", "fault")]
    public void A_sweep_killed_at_fifty_moments_always_ends_when_repeated_in_the_same_table()
    {
        const int Moments = 50;
        string count = _sweep.Project["changes.txt"];
        _sweep.Project.RunWith(FaultyDisk.CountsIn(count), _sweep.Project.Root, "run", SampleSweep.Config).Ended(0);
        int changes = int.Parse(File.ReadAllText(count), null);
        string[] table = _sweep.TableButForTimes;
        int killed = 0;
        for (int moment = 1; moment <= Moments; moment++)
        {
            _sweep.Forget();
            var result = _sweep.Project.RunWith(FaultyDisk.DiesAt(Math.Max(1, changes * moment / (Moments + 1))), _sweep.Project.Root, "run", SampleSweep.Config);
            killed += result.ExitCode == 128 + (int)Signal.Kill ? 1 : 0;

            var outcome = _sweep.Launch();

            Assert.Equal((SampleSweep.Tasks, 0, 0), (outcome.Finished.Count, outcome.Failed.Count, outcome.Untimed.Count));
            Assert.Equal(table, _sweep.TableButForTimes);
            Assert.All(outcome.Finished, run => Assert.True(run.Record.Latency is not null && run.Record.Training.RefitsMs.Count == 1, run.Record.Name));
            Assert.Empty(Directory.EnumerateDirectories(_sweep.Project.Runs, "*.partial"));
        }

        Assert.InRange(killed, Moments * 9 / 10, Moments);
    }
}
