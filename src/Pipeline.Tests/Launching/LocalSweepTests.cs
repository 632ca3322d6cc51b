using Pipeline.Artifacts;
using Pipeline.Launching;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Launching;

[Trait("tier", "recipe")]
public sealed class LocalSweepTests : IDisposable
{
    private readonly SampleSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void Each_image_goes_through_each_network_once_whatever_the_number_of_heads_folds_and_seeds()
    {
        AddCard("other");
        AddWeights("other");
        _sweep.Project.Config("study.yaml", SampleSweep.Text.Replace("seed: [1, 2]", "seed: [1, 2]\n  backbone: [{ card: models/tiny.yaml }, { card: models/other.yaml }]", StringComparison.Ordinal));
        List<string> stages = [];

        var outcome = _sweep.Launch(value => stages.Add(value.Stage));

        Assert.Equal((13, 0), (outcome.Finished.Count, outcome.Failed.Count));
        Assert.Equal(SampleSweep.Images, stages.Count(stage => stage == "extracting tiny features"));
        Assert.Equal(SampleSweep.Images, stages.Count(stage => stage == "extracting other features"));
        Assert.Equal(SampleSweep.Images, stages.Count(stage => stage == "reading images"));
    }

    [Fact]
    public void A_finished_sweep_has_its_plan_its_results_its_table_and_the_times_of_every_run()
    {
        var outcome = _sweep.Launch();

        var plan = _sweep.Folder.Plan;
        Assert.Equal(SampleSweep.Config, plan.Source);
        Assert.Equal(["study-softmax-seed-1", "study-softmax-seed-2", "study-lbfgs-seed-1", "study-lbfgs-seed-2", "study-prototype-seed-1", "study-prototype-seed-2", "study-zero_shot"], plan.Tasks.Select(task => task.Name));
        Assert.All(plan.Tasks, task => Assert.Equal((TaskState.Done, outcome.Finished[task.Index].Record.Folder), (_sweep.Folder.Result(task)!.State, _sweep.Folder.Result(task)!.Run)));
        Assert.All(outcome.Finished, run => Assert.True(run.Record.IsTimed(new()) && run.Record.Training.RefitsMs.Count == 1, run.Record.Name));
        Assert.All(outcome.Finished, run => Assert.Equal(_sweep.Folder.Name, run.Record.Latency!.Conditions.MeasuredIn));
        Assert.Equal(1 + SampleSweep.Tasks, _sweep.Table.Length);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sweep.Project["artifacts"], "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public void Latency_is_measured_once_per_network_and_shape_of_head_in_turns()
    {
        var outcome = _sweep.Launch();

        var timings = new CsvTable(_sweep.Folder.Timings);
        string[] shapes = [.. outcome.Finished.Select(run => run.Record.Latency!.Conditions.Shape).Distinct()];
        Assert.Equal(3 * 2 * shapes.Length, timings.Rows.Count);
        Assert.Equal(Enumerable.Repeat(shapes, 6).SelectMany(turn => turn), timings["shape"]);
        var softmax = outcome.Finished.Where(run => run.Record.HeadKind == "softmax").ToArray();
        Assert.Equal(File.ReadAllText(Path.Combine(softmax[0].Path, RunFiles.Timings)), File.ReadAllText(Path.Combine(softmax[1].Path, RunFiles.Timings)));
    }

    [Fact]
    public void Latency_is_measured_in_turns_in_each_of_several_launches()
    {
        _sweep.Project.Config("study.yaml", SampleSweep.Text.Replace("refits: 1", "refits: 1, launches: 2", StringComparison.Ordinal));

        var outcome = _sweep.Launch();

        var timings = new CsvTable(_sweep.Folder.Timings);
        string[] shapes = [.. outcome.Finished.Select(run => run.Record.Latency!.Conditions.Shape).Distinct()];
        Assert.Equal(Enumerable.Repeat(shapes, 12).SelectMany(turn => turn), timings["shape"]);
        Assert.Equal(from launch in Enumerable.Range(0, 2) from _ in Enumerable.Range(0, 6 * shapes.Length) select $"{launch}", timings["launch"]);
        Assert.All(outcome.Finished, run => Assert.Equal(2, run.Record.Latency!.Launches!.Count));
        Assert.DoesNotContain(_sweep.Launch().Finished, run => run.IsNew);
    }

    [Fact]
    public void A_sweep_that_was_stopped_goes_on_and_ends_in_the_same_table()
    {
        _sweep.Launch();
        string[] whole = _sweep.TableButForTimes;
        _sweep.Forget();
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => _sweep.Launch(value => Stop(stop, value.Stage == "study" && value.Done == 3), cancellation: stop.Token));
        int before = _sweep.Project.InRuns.Length;
        var outcome = _sweep.Launch();

        Assert.InRange(before, 3, SampleSweep.Tasks - 1);
        Assert.Equal(SampleSweep.Tasks - before, outcome.Finished.Count(run => run.IsNew));
        Assert.Equal(whole, _sweep.TableButForTimes);
    }

    [Theory]
    [InlineData("timing fits")]
    [InlineData("in turns")]
    public void A_sweep_that_was_stopped_while_it_timed_lacks_no_score_and_is_timed_by_the_next(string stage)
    {
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => _sweep.Launch(value => Stop(stop, value.Stage.Contains(stage, StringComparison.Ordinal) && value.Done == 2), cancellation: stop.Token));
        Assert.All(_sweep.Project.InRuns, name => Assert.True(Directory.Exists(Path.Combine(_sweep.Project.Runs, name))));
        var outcome = _sweep.Launch();

        Assert.DoesNotContain(outcome.Finished, run => run.IsNew);
        Assert.All(outcome.Finished, run => Assert.True(run.Record.Latency is not null && run.Record.Training.RefitsMs.Count == 1, run.Record.Name));
    }

    [Fact]
    public void What_cannot_be_timed_costs_no_score_and_is_timed_by_the_next()
    {
        string image = Directory.EnumerateFiles(_sweep.Project.Images, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

        var outcome = _sweep.Launch(value => MoveAway(image, value.Stage == "timing fits"));

        Assert.Equal(SampleSweep.Tasks, outcome.Finished.Count);
        Assert.All(outcome.Finished, run => Assert.Null(run.Record.Latency));
        Assert.StartsWith("inference: ", Assert.Single(outcome.Untimed), StringComparison.Ordinal);

        File.Move(image + ".away", image);
        Assert.All(_sweep.Launch().Finished, run => Assert.True(run.Record.Latency is not null && !run.IsNew, run.Record.Name));
    }

    [Fact]
    public void Images_that_were_added_make_other_runs_of_the_same_sweep()
    {
        var before = _sweep.Launch();
        File.WriteAllBytes(Path.Combine(_sweep.Project.Images, SampleProject.Classes[0], "new.png"), SampleImage.PngOfClass(0, seed: 99));

        var after = _sweep.Launch();

        Assert.All(after.Finished, run => Assert.True(run.IsNew, run.Record.Name));
        Assert.Empty(before.Finished.Select(run => run.Record.Folder).Intersect(after.Finished.Select(run => run.Record.Folder)));
        Assert.Equal(after.Finished.Select(run => run.Record.Folder), _sweep.Folder.Plan.Tasks.Select(task => _sweep.Folder.Result(task)!.Run!));
    }

    [Fact]
    public void A_failing_configuration_is_recorded_the_others_go_on_and_only_a_retry_tries_it_again()
    {
        AddCard("late");
        _sweep.Project.Config("study.yaml", SampleSweep.Text + "    - backbone: [{ card: models/late.yaml }]\n      head: [lbfgs, prototype]\n");

        var first = _sweep.Launch();
        var left = _sweep.Launch();
        AddWeights("late");
        var retried = _sweep.Launch(options: new LaunchOptions(RetryFailed: true));

        Assert.Equal([7, 8], first.Failed.Select(failure => failure.Index));
        Assert.All(first.Failed, failure => Assert.StartsWith("backbone 'late': late.onnx is in none of ", failure.Message, StringComparison.Ordinal));
        Assert.All(first.Failed, failure => Assert.Contains(failure.Message!, File.ReadAllText(_sweep.Folder.LogOf(failure.Index)), StringComparison.Ordinal));
        Assert.Equal((SampleSweep.Tasks, 2, 2), (left.Finished.Count, left.Failed.Count, left.LeftAlone));
        Assert.Equal((SampleSweep.Tasks + 2, 0, 0), (retried.Finished.Count, retried.Failed.Count, retried.LeftAlone));
        Assert.Equal(2, retried.Finished.Count(run => run.IsNew));
        Assert.Single(retried.Finished.Select(run => run.Record.Latency!.Conditions.MeasuredIn).Distinct());
    }

    [Fact]
    public void Again_makes_every_run_once_more_beside_the_first()
    {
        var first = _sweep.Launch();
        var again = _sweep.Launch(options: new LaunchOptions(Again: true));

        Assert.Equal(first.Finished.Select(run => $"{run.Record.Folder}-2"), again.Finished.Select(run => run.Record.Folder));
        Assert.All(first.Finished.Zip(again.Finished), pair => Assert.Equal(File.ReadAllBytes(Path.Combine(pair.First.Path, RunFiles.Metrics)), File.ReadAllBytes(Path.Combine(pair.Second.Path, RunFiles.Metrics))));
    }

    private static byte[] Network { get; } = TinyBackbone.Build(classes: 500, softmax: false);

    private void AddCard(string name) =>
        File.WriteAllText(_sweep.Project["models", $"{name}.yaml"], TinyBackbone.CardText(Network).Replace("tiny", name, StringComparison.Ordinal) + "labels: none\n");

    private void AddWeights(string name) => File.WriteAllBytes(_sweep.Project["models", $"{name}.onnx"], Network);

    private static void MoveAway(string file, bool now)
    {
        if (now && File.Exists(file))
        {
            File.Move(file, file + ".away");
        }
    }

    private static void Stop(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }
}
