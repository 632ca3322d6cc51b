using Pipeline.Artifacts;

namespace Pipeline.Tests.Recipe;

[Trait("tier", "fault")]
public sealed class ConcurrentRunTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Of_two_processes_with_one_config_one_makes_the_run_and_the_other_says_so_or_finds_it()
    {
        string config = _project.Config("twice.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", "repeats: 30, images: 18", StringComparison.Ordinal));
        using var one = _project.Start("run", config);
        using var other = _project.Start("run", config);

        CliResult[] results = [one.WaitForExit(), other.WaitForExit()];

        string run = _project.OnlyRun();
        Assert.NotEmpty(new RunStore(_project.Runs, TimeProvider.System).List(out var damaged));
        Assert.Empty(damaged);
        Assert.Single(results, result => result.ExitCode == 0 && !result.Output.Contains("was there already", StringComparison.Ordinal));
        var late = Assert.Single(results, result => result.ExitCode != 0 || result.Output.Contains("was there already", StringComparison.Ordinal));
        if (late.ExitCode != 0)
        {
            late.Ended(1, $"sample: {run} is being made by another process; wait for it, or run another configuration");
        }
    }
}
