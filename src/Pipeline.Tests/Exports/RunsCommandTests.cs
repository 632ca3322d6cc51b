using Pipeline.Commands;

namespace Pipeline.Tests.Exports;

public sealed class RunsCommandTests
{
    [Fact]
    public void Rm_removes_whole_runs_and_no_other()
    {
        using var project = new TinyProject();
        var (one, other) = (project.Run("one"), project.Run("other"));

        Assert.Equal(0, project.Do(RunsCommand.Create, "rm", one.Path, "--yes"));

        Assert.Equal([other.Path], Directory.GetDirectories(project["artifacts", "runs"]));
        Assert.EndsWith("1 removed", project.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_removes_nothing()
    {
        using var project = new TinyProject();
        var run = project.Run("one");

        Assert.Equal(1, project.Do(RunsCommand.Create, "rm", run.Path, "no-such-run", "--yes"));

        Assert.True(Directory.Exists(run.Path));
        Assert.StartsWith("there is no run 'no-such-run'", project.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_shows_what_differs_and_nothing_else()
    {
        using var project = new TinyProject();
        var (one, other) = (project.Run("one"), project.Run("other", "prototype"));

        Assert.Equal(0, project.Do(RunsCommand.Create, "diff", one.Path, other.Path));

        Assert.Matches("head.kind +│ softmax +│ prototype", project.Output);
        Assert.Matches("head.optimizer.kind +│ adam[w]? +│ -", project.Output);
        Assert.Contains("quality.", project.Output, StringComparison.Ordinal);
        Assert.Single(project.Output.Split('\n'), line => line.StartsWith("│ name ", StringComparison.Ordinal));
        Assert.DoesNotContain("identity", project.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dataset.path", project.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("quality.images", project.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_of_a_run_and_its_repetition_is_empty()
    {
        using var project = new TinyProject();
        var (one, again) = (project.Run("one"), project.Run("one"));

        project.Do(RunsCommand.Create, "diff", one.Path, again.Path);

        Assert.Equal("Config and metrics are identical.", project.Output.TrimEnd());
    }
}
