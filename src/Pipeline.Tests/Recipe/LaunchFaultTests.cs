using Pipeline.Artifacts;
using Pipeline.Serving;
using Pipeline.Tests.Launching;

namespace Pipeline.Tests.Recipe;

/// <summary>Whatever happens to the program or to the processes in which it times: one line, nothing half-written, and no process that stays.</summary>
[Trait("tier", "fault")]
public sealed class LaunchFaultTests : IDisposable
{
    private const string Stopped = "stopped; nothing half-written stays, and the same command goes on from what is finished";
    private const string Died = "the process for timing.launches ended with exit code 137 before it had measured";
    private readonly SampleSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Theory]
    [InlineData(Signal.Interrupt, 130, false, "")]
    [InlineData(Signal.Interrupt, 130, true, "")]
    [InlineData(Signal.Terminate, 143, false, "")]
    [InlineData(Signal.Interrupt, 130, true, ", path: http")]
    public void A_signal_ends_the_program_and_its_processes_with_one_line(Signal signal, int exitCode, bool reachesAll, string timing)
    {
        string config = Single(timing);
        using var process = _sweep.Project.Start("run", config);
        process.WaitForOutput("timing tiny + linear 12x3, launch 1 of 2: ");

        // Ctrl+C in a terminal reaches every process of the command; a child may hear of it first.
        foreach (int id in reachesAll ? _sweep.Project.Processes.Reverse() : [process.Id])
        {
            CliProcess.Signal(id, signal);
        }

        process.WaitForExit().Ended(exitCode, Stopped);
        Assert.Empty(_sweep.Project.InRuns);
        _sweep.Project.WaitForNoProcess();
    }

    [Fact]
    public void A_process_that_hangs_is_ended_all_the_same()
    {
        using var process = _sweep.Project.Start("run", Single(", path: http"));
        process.WaitForOutput("timing tiny + linear 12x3, launch 1 of 2: ");
        CliProcess.Signal(Child(process, LaunchProcess.Verb), Signal.Stop);

        process.Signal(Signal.Interrupt);

        process.WaitForExit().Ended(130, Stopped);
        _sweep.Project.WaitForNoProcess();
    }

    [Theory]
    [InlineData("")]
    [InlineData(", path: http")]
    public void A_process_that_dies_while_it_times_is_one_line_and_no_run(string timing)
    {
        string config = Single(timing);
        using var process = _sweep.Project.Start("run", config);
        process.WaitForOutput("timing tiny + linear 12x3, launch 1 of 2: ");

        CliProcess.Signal(Child(process, LaunchProcess.Verb), Signal.Kill);

        process.WaitForExit().Ended(1, $"sample: {Died}");
        _sweep.Project.WaitForNoProcess();
        Assert.Empty(_sweep.Project.InRuns);
        _sweep.Project.Run("run", config, "--set", "timing.repeats=1").Ended(0);
        Assert.Contains("features of tiny: 0 extracted, 18 from the store", File.ReadAllText(Path.Combine(_sweep.Project.OnlyRun(), RunFiles.Log)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_dies_costs_a_sweep_no_score()
    {
        Sweep("launches: 2");
        using var process = _sweep.Project.Start("run", SampleSweep.Config);

        CliProcess.Signal(Child(process, LaunchProcess.Verb), Signal.Kill);

        var result = process.WaitForExit();
        Assert.Equal([$"not timed: inference: {Died}; the same command times it once that is mended"], result.ErrorLines);
        Assert.Equal(SampleSweep.Tasks, _sweep.Project.InRuns.Length);
        Assert.All(_sweep.Launch().Finished, run => Assert.True(run.Record.Latency!.Launches!.Count == 2 && !run.IsNew, run.Record.Name));
    }

    /// <summary>While the first start times, and the second; with a server below it.</summary>
    [Theory]
    [InlineData("launches: 2", LaunchProcess.Verb, 1)]
    [InlineData("launches: 2", LaunchProcess.Verb, 2)]
    [InlineData("launches: 2, path: http", "serve", 1)]
    [InlineData("launches: 2, path: http", "serve", 2)]
    public void A_sweep_killed_while_it_times_leaves_no_process_and_ends_when_repeated_in_the_same_table(string timing, string verb, int which)
    {
        Sweep(timing);
        using var process = _sweep.Project.Start("run", SampleSweep.Config);
        int[] earlier = [.. Enumerable.Range(1, which - 1).Select(_ => Child(process, verb))];
        Child(process, verb, earlier);

        process.Signal(Signal.Kill);

        Assert.Equal(128 + (int)Signal.Kill, process.WaitForExit().ExitCode);
        _sweep.Project.WaitForNoProcess();
        string[] table = _sweep.TableButForTimes; // All scores stand in it by then.
        var outcome = _sweep.Launch();
        Assert.Equal((SampleSweep.Tasks, 0, 0), (outcome.Finished.Count, outcome.Failed.Count, outcome.Untimed.Count));
        Assert.Equal(table, _sweep.TableButForTimes);
        Assert.All(outcome.Finished, run => Assert.Equal(2, run.Record.Latency!.Launches!.Count));
    }

    /// <summary>Waits for a process that the program has started.</summary>
    private int Child(CliProcess process, string verb, params int[] earlier)
    {
        int[] seen = [];
        process.WaitFor($"{verb} in a process of its own", _ => (seen = [.. _sweep.Project.ProcessesOf(verb).Except(earlier)]).Length > 0);
        return seen[0];
    }

    /// <summary>One run with some seconds of timing, of which only the beginning is waited for.</summary>
    private string Single(string timing) =>
        _sweep.Project.Config("long.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", $"repeats: 1000, images: 18, launches: 2{timing}", StringComparison.Ordinal));

    private void Sweep(string timing) =>
        _sweep.Project.Config("study.yaml", SampleSweep.Text.Replace("repeats: 2, images: 3, refits: 1", $"repeats: 20, images: 3, refits: 1, {timing}", StringComparison.Ordinal));
}
