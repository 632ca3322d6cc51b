namespace Pipeline.Tests.Recipe;

[Trait("tier", "fault")]
public sealed class StageTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("reading images")]
    [InlineData("extracting tiny features")]
    [InlineData("fitting heads")]
    [InlineData("timing tiny")]
    public void A_run_that_is_stopped_in_any_stage_leaves_nothing_half_written_and_the_next_one_completes(string stage)
    {
        using var stop = new CancellationTokenSource();
        int heard = 0;
        var stopped = _project.Workspace(value =>
        {
            if (value.Stage.StartsWith(stage, StringComparison.Ordinal))
            {
                heard++;
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => stopped.Recipe.Run(_project.Experiment(), again: false, stop.Token));

        Assert.InRange(heard, 1, 3);
        Assert.Empty(_project.InRuns);
        _project.Make();
        _project.OnlyRun();
    }

    [Fact]
    public void A_dataset_path_that_ends_in_a_slash_names_the_same_split()
    {
        _project.Make("dataset.path=data/raw/animals/");
        string split = Assert.Single(Directory.GetFiles(_project["data", "splits"]));

        _project.Make();

        Assert.StartsWith("animals-k_fold-", Path.GetFileName(split), StringComparison.Ordinal);
        Assert.Equal([split], Directory.GetFiles(_project["data", "splits"]));
    }

    [Fact]
    public void The_head_that_is_timed_once_serves_every_experiment_of_its_shape()
    {
        int timed = 0;
        var workspace = _project.Workspace(value => timed += value.Stage.StartsWith("timing", StringComparison.Ordinal) ? 1 : 0);

        var first = workspace.Recipe.Run(_project.Experiment(), again: false, CancellationToken.None);
        var second = workspace.Recipe.Run(_project.Experiment("head=softmax", "name=other"), again: false, CancellationToken.None);

        Assert.Equal(8, timed);
        Assert.Equal(first.Record.Folder, second.Record.Latency!.Conditions.MeasuredIn);
    }
}
