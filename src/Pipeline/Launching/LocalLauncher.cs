using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Timing;

namespace Pipeline.Launching;

/// <summary>
/// A sweep on this machine. First all features, each image through each network once; then all fits on one pool of cores, a task per core; then, when
/// nothing else is at work, all times. What is finished is found again: the same command goes on where it stopped.
/// </summary>
internal sealed class LocalLauncher(
    SweepFolder folder, IReadOnlyList<ExperimentConfig> experiments, ExperimentRecipe recipe, LatencyBenchmark latencies, TimeProvider clock, IProgress<Progress> progress)
{
    private readonly SweepBoard _board = new(folder, new SweepTable(folder.Plan, experiments), progress, clock);

    private int _leftAlone;

    /// <exception cref="PipelineException">Another launcher is at it, or the sweep's folder cannot be written.</exception>
    public SweepOutcome Run(LaunchOptions options, CancellationToken cancellation)
    {
        using var held = SweepLock.Take(folder);
        using var announced = LauncherProcess.Announce(folder);
        using var features = new SharedFeatures(recipe);
        List<PlannedRun> all = [.. Prepare(options, features, cancellation)];
        Score([.. all.Where(task => _board.RunOf(task.Task) is null)], options, cancellation);
        return Time(all, cancellation);
    }

    /// <summary>The times and the table of what others have done, task by task.</summary>
    /// <inheritdoc cref="Run"/>
    public SweepOutcome Finish(CancellationToken cancellation)
    {
        using var held = SweepLock.Take(folder);
        using var announced = LauncherProcess.Announce(folder);
        using var features = new SharedFeatures(recipe);
        return Time([.. Prepare(new LaunchOptions(), features, cancellation, task => folder.Result(task) is not null)], cancellation);
    }

    private SweepOutcome Time(List<PlannedRun> all, CancellationToken cancellation)
    {
        _board.WriteTable();
        var times = new SweepTimes(folder, _board, recipe, latencies, progress);
        times.Measure([.. all.Where(task => _board.RunOf(task.Task) is not null)], cancellation);
        _board.WriteTable();
        return new SweepOutcome(_board.Runs, [.. _board.Failed], _leftAlone, times.Problems);
    }

    /// <summary>Every task that can be done, with its features; the board knows the others, and what is there already.</summary>
    private IEnumerable<PlannedRun> Prepare(LaunchOptions options, SharedFeatures features, CancellationToken cancellation, Func<SweepTask, bool>? only = null)
    {
        foreach (var (task, config) in folder.Plan.Tasks.Zip(experiments).Where(pair => only is null || only(pair.First)))
        {
            cancellation.ThrowIfCancellationRequested();
            var known = folder.Result(task);
            if (known is { State: TaskState.Failed } && !options.RetryFailed && !options.Again)
            {
                _board.Set(known, run: null);
                _leftAlone++;
                continue;
            }

            var attempt = new TaskAttempt(folder, task, clock);
            var planned = attempt.Try(() => Plan(task, config, options, features, cancellation), out var failure);
            if (planned is null)
            {
                _board.Set(failure!, run: null);
                continue;
            }

            if (planned.Found is { } found)
            {
                _board.Set(known is { State: TaskState.Done } && known.Run == found.Record.Folder ? known : attempt.Done(found), found);
            }

            yield return planned;
        }
    }

    private PlannedRun Plan(SweepTask task, ExperimentConfig config, LaunchOptions options, SharedFeatures features, CancellationToken cancellation)
    {
        var experiment = recipe.Prepare(config, cancellation);
        return new PlannedRun(task, experiment, features.Of(experiment, cancellation), options.Again ? null : recipe.Find(experiment));
    }

    // What another program trains takes every core, and is timed as it is made: one after the other, when nothing else is at work.
    private void Score(IReadOnlyList<PlannedRun> tasks, LaunchOptions options, CancellationToken cancellation)
    {
        _board.Expect(tasks.Count);
        PlannedRun[] together = [.. tasks.Where(task => task.Experiment.Vision is null)];
        Cores.For(together.Length, (i, _) => Score(together[i], options, cancellation), cancellation);
        foreach (var alone in tasks.Where(task => task.Experiment.Vision is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            Score(alone, options, cancellation);
        }
    }

    private void Score(PlannedRun planned, LaunchOptions options, CancellationToken cancellation)
    {
        var (task, experiment, features, _) = planned;
        var attempt = new TaskAttempt(folder, task, clock);
        _board.Started();
        attempt.Start();
        var run = attempt.Try(() => recipe.ScoreOnce(experiment, features, options.Again, cancellation), out var failure);
        _board.Ended(run is null ? failure! : attempt.Done(run), run);
    }
}

/// <summary>A task that can be done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Experiment">What it is made of.</param>
/// <param name="Features">Its numbers; shared.</param>
/// <param name="Found">Its run, if it is there already.</param>
internal sealed record PlannedRun(SweepTask Task, PreparedExperiment Experiment, ExtractedFeatures Features, FinishedRun? Found);
