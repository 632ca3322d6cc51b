using System.Text.Json.Serialization;

namespace Pipeline.Launching.Slurm;

/// <summary>What a job of a sweep is for.</summary>
internal enum SubmissionRole
{
    /// <summary>Its elements are parts of the images of one data set, for one network.</summary>
    Extract,

    /// <summary>Its elements are tasks.</summary>
    Tasks,

    /// <summary>Times and table, after all others.</summary>
    Finish,
}

/// <summary><c>slurm/NNN/submission.json</c>: one job that was given to the cluster. Written before and after.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Number">NNN.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Name">The job's name, by which it is found where its id was not written down.</param>
/// <param name="Job">Its id; null until the cluster has given one.</param>
/// <param name="Submitted">When.</param>
/// <param name="Source">Of an extraction: the data set and network, by the task whose config stands for them.</param>
/// <param name="Parts">Of an extraction: parts in all.</param>
/// <param name="Offset">What is added to an element's number to have a task's or part's.</param>
/// <param name="Elements">The elements' numbers; empty for a single job.</param>
internal sealed record SlurmSubmission(
    int Format, int Number, SubmissionRole Role, string Name, long? Job, DateTimeOffset Submitted, int? Source, int? Parts, int Offset, IReadOnlyList<int> Elements)
{
    public const int CurrentFormat = 1;

    /// <summary>Tasks, or parts of an extraction.</summary>
    [JsonIgnore]
    public IEnumerable<int> Items => Elements.Select(element => Offset + element);
}

/// <summary><c>slurm/NNN/ended.json</c>: how elements ended that left no result, as the cluster told while it knew.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Elements">By the number of the task or part.</param>
internal sealed record SlurmEnds(int Format, SortedDictionary<int, SlurmEnd> Elements)
{
    public const int CurrentFormat = 1;
}

/// <param name="State">As Slurm calls it.</param>
/// <param name="How">In a few words: exit code or signal, node.</param>
/// <param name="Starts">Times that it began.</param>
internal sealed record SlurmEnd(string State, string How, int Starts);
