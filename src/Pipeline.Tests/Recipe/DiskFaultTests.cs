namespace Pipeline.Tests.Recipe;

[Trait("tier", "fault")]
public sealed class DiskFaultTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_file_in_place_of_the_artifacts_folder_is_one_line()
    {
        File.WriteAllText(_project["artifacts"], "in the way");

        var result = _project.Run("run", "configs/sample.yaml");

        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith($"sample: {_project["artifacts"]}", line, StringComparison.Ordinal);
        Assert.Contains("cannot be written", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("artifacts", "runs")]
    [InlineData("artifacts", "features")]
    [InlineData("artifacts", "cache")]
    [InlineData("data", "splits")]
    public void A_file_in_place_of_any_folder_that_is_written_to_is_a_problem_that_names_it(params string[] folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_project[folder])!);
        File.WriteAllText(_project[folder], "in the way");

        var problem = Assert.Throws<PipelineException>(() => _project.Make());

        Assert.StartsWith(_project[folder], problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        File.Delete(_project[folder]);
        Assert.Empty(_project.InRuns);
        _project.Make();
    }

    [Fact]
    public void A_full_disk_is_one_line_and_nothing_half_written_stays()
    {
        using var disk = new SmallDisk(_project["artifacts"], kilobytes: 32);

        var result = _project.Run("run", "configs/sample.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No space left on device", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_project.InRuns);
    }

    [Fact]
    public void Wherever_the_disk_is_full_the_run_is_whole_or_absent()
    {
        int failed = 0, made = 0;
        for (int kilobytes = 8; made == 0; kilobytes += Math.Max(12, kilobytes / 10))
        {
            using var disk = new SmallDisk(_project["artifacts"], kilobytes);
            try
            {
                _project.Make();
                _project.OnlyRun();
                made++;
            }
            catch (PipelineException problem)
            {
                Assert.Contains("No space left on device", problem.Message, StringComparison.Ordinal);
                Assert.Empty(_project.InRuns);
                Assert.DoesNotContain(Directory.EnumerateFiles(_project["artifacts"], "*.partial", SearchOption.AllDirectories), _ => true);
                failed++;
            }
        }

        Assert.InRange(failed, 10, 100);
    }
}
