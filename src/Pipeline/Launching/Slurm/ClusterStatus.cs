namespace Pipeline.Launching.Slurm;

/// <summary>Where a task that has no result stands on a cluster.</summary>
internal enum TaskPlace
{
    /// <summary>No job holds it.</summary>
    NotSubmitted,

    /// <summary>In the queue.</summary>
    Pending,

    /// <summary>On a node.</summary>
    Running,

    /// <summary>Its job ended and left no result.</summary>
    Ended,

    /// <summary>The cluster does not know its job any more, and nobody saw how it ended.</summary>
    Forgotten,
}

/// <param name="Task">A task without a result.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Detail">Slurm's reason, the node, or how it ended; empty where there is nothing to say.</param>
internal sealed record PlacedTask(SweepTask Task, TaskPlace Place, string Detail);

/// <summary>The parts of one extraction.</summary>
/// <param name="Source">The task whose config stands for its images and network.</param>
/// <param name="Parts">In all.</param>
/// <param name="Done">In the store.</param>
/// <param name="Active">In the queue or on a node.</param>
/// <param name="Failed">Ended without result, and how.</param>
internal sealed record ExtractionStatus(SweepTask Source, int Parts, int Done, int Active, IReadOnlyList<(int Part, string How, string Log)> Failed);

/// <summary>How far a sweep on a cluster has come: its files for what has ended, the cluster for the rest.</summary>
/// <param name="Open">Tasks without a result.</param>
/// <param name="Extractions">One per data set and network.</param>
/// <param name="IsActive">Whether any job of the sweep is still to run or runs.</param>
/// <param name="IsTableDue">Whether times and table are to be made and no job will.</param>
/// <param name="Trouble">Why the cluster does not tell; null where it does.</param>
internal sealed record ClusterStatus(IReadOnlyList<PlacedTask> Open, IReadOnlyList<ExtractionStatus> Extractions, bool IsActive, bool IsTableDue, string? Trouble)
{
    public int Count(TaskPlace place) => Open.Count(task => task.Place == place);

    /// <returns>Null where the sweep was never given to a cluster.</returns>
    public static ClusterStatus? Of(SweepFolder folder, SlurmClient client, CancellationToken cancellation)
    {
        var records = new SlurmRecords(folder);
        if (!records.Exist)
        {
            return null;
        }

        try
        {
            return Of(folder, records, SlurmBoard.Read(folder, records, client, cancellation), trouble: null);
        }
        catch (PipelineException problem)
        {
            return Of(folder, records, SlurmBoard.ReadFiles(records), problem.Message);
        }
    }

    private static ClusterStatus Of(SweepFolder folder, SlurmRecords records, SlurmBoard board, string? trouble)
    {
        var newest = new Dictionary<int, BoardJob>();
        foreach (var job in board.Jobs.Where(job => job.Submission.Role == SubmissionRole.Tasks))
        {
            foreach (int item in job.Submission.Items)
            {
                newest[item] = job;
            }
        }

        return new ClusterStatus(
            [.. folder.Plan.Tasks.Where(task => folder.Result(task) is null).Select(task => Place(task, newest.GetValueOrDefault(task.Index)))],
            [.. ExtractionsOf(folder, records, board)], board.Jobs.Any(job => job.IsActive), board.IsTableDue(folder), trouble);
    }

    private static PlacedTask Place(SweepTask task, BoardJob? job) => job switch
    {
        null => new(task, TaskPlace.NotSubmitted, ""),
        _ when job.Elements.GetValueOrDefault(task.Index) is { State.Phase: SlurmPhase.Pending } waiting => new(task, TaskPlace.Pending, waiting.Reason ?? "None"),
        _ when job.Elements.GetValueOrDefault(task.Index) is { State.Phase: SlurmPhase.Running } running => new(task, TaskPlace.Running, running.Node ?? ""),
        _ when job.Ends.TryGetValue(task.Index, out var end) => new(task, TaskPlace.Ended, $"{end.State}, {end.How}"),
        _ => new(task, TaskPlace.Forgotten, job.Submission.Job is { } id ? $"job {id}" : "its job was never taken"),
    };

    private static IEnumerable<ExtractionStatus> ExtractionsOf(SweepFolder folder, SlurmRecords records, SlurmBoard board) =>
        from submission in board.Jobs.Select(job => job.Submission)
        where submission.Role == SubmissionRole.Extract
        group submission by submission.Source!.Value into source
        let parts = source.Last().Parts!.Value
        let open = Enumerable.Range(0, parts).Where(part => records.ExtractionResult(source.Key, parts, part) is null).Select(part => (Part: part, Job: board.OfPart(source.Key, parts, part))).ToList()
        let active = open.Where(one => one.Job?.Elements.GetValueOrDefault(one.Part)?.State.Phase is SlurmPhase.Pending or SlurmPhase.Running).ToList()
        select new ExtractionStatus(
            folder.Plan.Tasks[source.Key], parts, parts - open.Count, active.Count,
            [.. open.Except(active).Where(one => one.Job is not null).Select(one => (
                one.Part, one.Job!.Ends.TryGetValue(one.Part, out var end) ? $"{end.State}, {end.How}" : "not known to the cluster any more",
                records.OutputOfPart(one.Job.Submission.Number, one.Part)))]);
}
