namespace Pipeline.Tests.Recipe;

[Trait("tier", "fault")]
public sealed class StopTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(Signal.Interrupt, 130)]
    [InlineData(Signal.Terminate, 143)]
    public void A_signal_in_the_middle_of_a_run_ends_it_with_one_line_and_nothing_half_written(Signal signal, int exitCode)
    {
        // Half a minute of timing, of which only the beginning is waited for.
        string config = _project.Config("long.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", "repeats: 1000, images: 18", StringComparison.Ordinal));
        using var process = _project.Start("run", config);
        process.WaitForOutput("timing tiny + linear 12x3: ");

        process.Signal(signal);

        process.WaitForExit().Ended(exitCode, "stopped; nothing half-written stays, and the same command goes on from what is finished");
        Assert.Empty(_project.InRuns);
        _project.Run("run", config, "--set", "timing.repeats=1").Ended(0);
        Assert.Contains("features of tiny: 0 extracted, 18 from the store", File.ReadAllText(Path.Combine(_project.OnlyRun(), "log.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kill_in_any_stage_leaves_no_run_and_the_next_one_completes()
    {
        string config = _project.Config("sample.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", "repeats: 50, images: 18", StringComparison.Ordinal));
        (string Sign, Func<bool> Seen)[] stages =
        [
            ("verdict of the scan", () => HasFiles("artifacts", "cache", "verdicts")),
            ("split", () => HasFiles("data", "splits")),
            ("folder of the run", () => _project.InRuns.Length > 0),
            ("features", () => HasFiles("artifacts", "features")),
        ];
        foreach (var (sign, seen) in stages)
        {
            using var process = _project.Start("run", config);
            process.WaitFor(sign, _ => seen());

            process.Signal(Signal.Kill);

            Assert.Equal(128 + (int)Signal.Kill, process.WaitForExit().ExitCode);
            Assert.All(_project.InRuns, name => Assert.Contains(Path.GetExtension(name), (string[])[".lock", ".partial"]));
        }

        Assert.NotEmpty(_project.InRuns);
        _project.Run("run", config).Ended(0);
        _project.OnlyRun();
    }

    private bool HasFiles(params string[] folder) =>
        Directory.Exists(_project[folder]) && Directory.EnumerateFiles(_project[folder], "*", SearchOption.AllDirectories).Any();
}
