using System.Globalization;

namespace Pipeline.Launching.Slurm;

/// <summary>A job of a sweep and what the cluster says of it now.</summary>
/// <param name="Submission">What was submitted.</param>
/// <param name="Elements">By the number of the task or part; of a single job by 0. Empty where the cluster does not know the job, or was not asked.</param>
/// <param name="Ends">How elements ended, as was seen before or now.</param>
internal sealed record BoardJob(SlurmSubmission Submission, IReadOnlyDictionary<int, SlurmElement> Elements, SortedDictionary<int, SlurmEnd> Ends)
{
    public bool IsActive => Elements.Values.Any(element => element.State.Phase is SlurmPhase.Pending or SlurmPhase.Running);
}

/// <summary>The jobs of a sweep, oldest first, as its folder and the cluster tell. The folder's results stand above both.</summary>
internal sealed class SlurmBoard
{
    private SlurmBoard(IReadOnlyList<BoardJob> jobs) => Jobs = jobs;

    public IReadOnlyList<BoardJob> Jobs { get; }

    /// <summary>Reads the folder and asks the cluster. How elements ended is written down: the cluster forgets.</summary>
    /// <exception cref="SlurmUnreachableException">The cluster does not answer.</exception>
    public static SlurmBoard Read(SweepFolder folder, SlurmRecords records, SlurmClient client, CancellationToken cancellation) =>
        new([.. records.Submissions().Select(submission => Read(folder, records, client, submission, cancellation))]);

    /// <summary>Reads the folder alone.</summary>
    public static SlurmBoard ReadFiles(SlurmRecords records) =>
        new([.. records.Submissions().Select(submission => new BoardJob(submission, new Dictionary<int, SlurmElement>(), records.Ends(submission.Number)))]);

    /// <summary>The newest job that a task is part of.</summary>
    public BoardJob? OfTask(int task) => Jobs.LastOrDefault(job => job.Submission.Role == SubmissionRole.Tasks && job.Submission.Items.Contains(task));

    /// <summary>The newest job that a part of an extraction is part of.</summary>
    public BoardJob? OfPart(int source, int parts, int part) =>
        Jobs.LastOrDefault(job => job.Submission is { Role: SubmissionRole.Extract } submission && submission.Source == source && submission.Parts == parts && submission.Items.Contains(part));

    /// <summary>Times that a task began and left no result, other than by being cancelled.</summary>
    public int LostStarts(int task) =>
        Jobs.Where(job => job.Submission.Role == SubmissionRole.Tasks).Sum(job => job.Ends.TryGetValue(task, out var end) && end.State != "CANCELLED" ? end.Starts : 0);

    /// <summary>Whether times and table lack, or are older than the last result, and no job that makes them is still to come: a controller may forget one.</summary>
    public bool IsTableDue(SweepFolder folder) =>
        !Jobs.Any(job => job.IsActive && job.Submission.Role == SubmissionRole.Finish)
        && (!File.Exists(folder.Table) || folder.Plan.Tasks.Select(folder.Result).Any(result => result is not null && result.Finished.UtcDateTime > File.GetLastWriteTimeUtc(folder.Table)));

    private static BoardJob Read(SweepFolder folder, SlurmRecords records, SlurmClient client, SlurmSubmission submission, CancellationToken cancellation)
    {
        var ends = records.Ends(submission.Number);
        if (submission.Elements.Count > 0 && submission.Items.All(item => ends.ContainsKey(item) || HasResult(folder, records, submission, item)))
        {
            return new BoardJob(submission, new Dictionary<int, SlurmElement>(), ends);
        }

        submission = WithJob(records, client, submission, cancellation);

        // A controller that was lost gives ids again: a job of another name is another job.
        var elements = submission.Job is { } job
            ? client.Elements(job, cancellation).Where(element => element.Name == submission.Name).ToDictionary(element => submission.Offset + (element.Index ?? 0))
            : [];
        Note(folder, records, submission, elements, ends);
        return new BoardJob(submission, elements, ends);
    }

    // Whoever submitted was stopped before he could write the id down, or never heard it.
    private static SlurmSubmission WithJob(SlurmRecords records, SlurmClient client, SlurmSubmission submission, CancellationToken cancellation)
    {
        if (submission.Job is null && client.Find(submission.Name, cancellation) is { } found)
        {
            submission = submission with { Job = found };
            records.Write(submission);
        }

        return submission;
    }

    private static void Note(SweepFolder folder, SlurmRecords records, SlurmSubmission submission, Dictionary<int, SlurmElement> elements, SortedDictionary<int, SlurmEnd> ends)
    {
        int before = ends.Count;
        foreach (var (item, element) in elements.Where(pair => pair.Value.State.Phase is SlurmPhase.Completed or SlurmPhase.Failed && !HasResult(folder, records, submission, pair.Key)))
        {
            ends.TryAdd(item, new SlurmEnd(element.State.Name, How(element), element.Restarts + (element.Node is null ? 0 : 1)));
        }

        if (ends.Count > before)
        {
            records.Write(submission.Number, ends);
        }
    }

    private static string How(SlurmElement element) =>
        string.Create(CultureInfo.InvariantCulture, $"{element.Exit}{(element.Node is null ? "" : $" on {element.Node}")}{(element.Restarts == 0 ? "" : $", begun {element.Restarts + 1} times")}");

    private static bool HasResult(SweepFolder folder, SlurmRecords records, SlurmSubmission submission, int item) => submission.Role switch
    {
        SubmissionRole.Tasks => folder.Result(folder.Plan.Tasks[item]) is not null,
        SubmissionRole.Extract => records.ExtractionResult(submission.Source!.Value, submission.Parts!.Value, item) is not null,
        SubmissionRole.Finish => false,
        _ => throw new ArgumentOutOfRangeException(nameof(submission)),
    };
}
