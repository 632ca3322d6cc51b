using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Launching.Slurm;

/// <summary>What a launch has given to the cluster.</summary>
/// <param name="Jobs">New jobs, in order of submission.</param>
/// <param name="Tasks">Tasks among them.</param>
/// <param name="Queued">Tasks that were in the queue already.</param>
/// <param name="LeftAlone">Tasks that failed before, or were lost too often, and are not tried again unasked.</param>
internal sealed record SlurmLaunch(IReadOnlyList<SlurmSubmission> Jobs, int Tasks, int Queued, int LeftAlone);

/// <summary>
/// A sweep as jobs: the parts of each extraction first, then the tasks that are not done, an array that waits for its own extraction alone, and one job
/// after all of them for times and table. It submits and returns; the folder is the same as on one machine.
/// </summary>
internal sealed class SlurmLauncher(SweepFolder folder, IReadOnlyList<ExperimentConfig> experiments, SlurmClient client, TimeProvider clock)
{
    private readonly SlurmRecords _records = new(folder);

    /// <param name="config">What the jobs ask for.</param>
    /// <param name="retryFailed">Whether what failed before is tried again.</param>
    /// <param name="models">The value of <c>--models</c>, if given.</param>
    /// <exception cref="SlurmUnreachableException">The cluster does not answer; what it took before is written down, and the same command goes on from there.</exception>
    /// <exception cref="PipelineException">Another process submits this sweep right now, or the cluster refuses a job.</exception>
    public SlurmLaunch Launch(SlurmLauncherConfig config, bool retryFailed, string? models, CancellationToken cancellation)
    {
        using var held = Take();
        var board = SlurmBoard.Read(folder, _records, client, cancellation);
        LauncherFile.Write(_records.Launcher, config);
        SweepTask[] open = [.. folder.Plan.Tasks.Where(task => folder.Result(task) is not { } result || (result.State == TaskState.Failed && retryFailed) || IsGone(result))];
        int failed = folder.Plan.Tasks.Count(task => folder.Result(task) is { State: TaskState.Failed }) - open.Count(task => folder.Result(task) is { State: TaskState.Failed });
        SweepTask[] queued = [.. open.Where(task => board.OfTask(task.Index)?.Elements.GetValueOrDefault(task.Index)?.State.Phase is SlurmPhase.Pending or SlurmPhase.Running)];
        SweepTask[] lost = [.. open.Except(queued).Where(task => !retryFailed && board.LostStarts(task.Index) > config.Requeues)];
        SweepTask[] todo = [.. open.Except(queued).Except(lost)];

        var jobs = new SlurmJobs(folder, _records, client, config, clock, cancellation);
        foreach (var source in todo.GroupBy(task => FeatureExtraction.Source(experiments[task.Index]), StringComparer.Ordinal))
        {
            Submit(jobs, board, [.. source.Select(task => task.Index)], config, retryFailed, models);
        }

        if (jobs.Submitted.Count > 0 || (queued.Length == 0 && lost.Length == 0 && board.IsTableDue(folder)))
        {
            Finish(jobs, board, config, models);
        }

        return new SlurmLaunch(jobs.Submitted, todo.Length, queued.Length, failed + lost.Length);
    }

    private FileStream Take()
    {
        try
        {
            return RunLock.Take(_records.Path);
        }
        catch (RunContestedException)
        {
            throw new PipelineException($"{folder.Path} is being submitted by another process; see what came of it with 'pipeline sweep status'");
        }
    }

    private bool IsGone(TaskResult result) => result.State == TaskState.Done && !Directory.Exists(Path.Combine(folder.Layout.Runs, result.Run!));

    private void Submit(SlurmJobs jobs, SlurmBoard board, int[] tasks, SlurmLauncherConfig config, bool retryFailed, string? models)
    {
        int source = SourceOf(tasks[0]);
        List<long> extraction = [];

        // What another program trains on the images themselves has no features to wait for.
        if (config.Shards > 0 && experiments[source].Backbone is not null)
        {
            var parts = Enumerable.Range(0, config.Shards).Where(part => _records.ExtractionResult(source, config.Shards, part) is null).ToLookup(part =>
                board.OfPart(source, config.Shards, part) is { } job && job.Elements.GetValueOrDefault(part)?.State.Phase is SlurmPhase.Pending or SlurmPhase.Running ? job.Submission.Job : null);
            extraction.AddRange(parts.Select(group => group.Key).OfType<long>());
            extraction.AddRange(jobs.Extract([.. parts[null]], source, [.. Words("features", "extract", folder.ConfigOf(source)), .. Models(models)]));
        }

        string[] retry = retryFailed ? ["--retry-failed"] : [];
        jobs.Tasks(tasks, extraction, [.. Words("run-task", "--sweep", folder.Path), "--index", BatchScript.Task, .. Models(models), .. retry]);
    }

    /// <summary>The first task whose images and network are the same: its config stands for all of them.</summary>
    private int SourceOf(int task)
    {
        string source = FeatureExtraction.Source(experiments[task]);
        return Enumerable.Range(0, experiments.Count).First(other => FeatureExtraction.Source(experiments[other]) == source);
    }

    // Whoever waited to write the table of what was submitted before would write it too early.
    private void Finish(SlurmJobs jobs, SlurmBoard board, SlurmLauncherConfig config, string? models)
    {
        client.Cancel([.. Active(board, finish: true).Select(job => job.Submission.Job!.Value.ToString(CultureInfo.InvariantCulture))], jobs.Cancellation);
        jobs.Finish([.. Active(board, finish: false).Select(job => job.Submission.Job!.Value)], config.QuietTiming, [.. Words("sweep", "finish", folder.Path), .. Models(models)]);
    }

    private static IEnumerable<BoardJob> Active(SlurmBoard board, bool finish) => board.Jobs.Where(job => job.IsActive && job.Submission.Role == SubmissionRole.Finish == finish);

    private static IEnumerable<string> Words(params IEnumerable<string> arguments) => ThisProgram.Command.Concat(arguments);

    private static string[] Models(string? models) => models is null ? [] : ["--models", Path.GetFullPath(models)];
}
