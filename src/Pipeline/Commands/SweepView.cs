using System.Text.Json.Nodes;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary>How far a sweep has come, whoever launched it: its files, and what a cluster says of tasks that have no result yet.</summary>
/// <param name="Folder">The sweep.</param>
/// <param name="Files">What its files tell.</param>
/// <param name="Cluster">What the cluster tells; null for a sweep that was never given to one.</param>
internal sealed record SweepView(SweepFolder Folder, SweepStatus Files, ClusterStatus? Cluster)
{
    private const int LogLines = 5;
    private const int Shown = 20;

    public static SweepView Of(SweepFolder folder, SlurmClient client, CancellationToken cancellation) => new(folder, SweepStatus.Of(folder), ClusterStatus.Of(folder, client, cancellation));

    public int Running => Cluster?.Count(TaskPlace.Running) ?? Files.Running.Count;

    public int Pending => Cluster?.Count(TaskPlace.Pending) ?? Files.Pending;

    /// <summary>Whether anything is still to happen without anybody's doing.</summary>
    public bool IsActive => Cluster is { } cluster ? cluster.IsActive || cluster.Trouble is not null : Files.Running.Count > 0 || LauncherProcess.Of(Folder) is not null;

    public bool IsComplete => Files.Done == Files.Total && !IsTableDue;

    private bool IsTableDue => Cluster is { IsTableDue: true, Trouble: null };

    private TimeSpan? Left
    {
        get
        {
            double[] took = [.. Folder.Plan.Tasks.Select(Folder.Result).OfType<TaskResult>().Where(result => result.State == TaskState.Done).Select(result => result.DurationMs)];
            return Cluster is null ? Files.Left : Running > 0 && took.Length > 0 ? TimeSpan.FromMilliseconds(took.Average() * (Running + Pending) / Running) : null;
        }
    }

    public string Line =>
        $"{Files.Name}: {Prose.Count(Files.Total, "task")}, {Files.Done} done, {Running} running, {Files.Failed.Count} failed, {Pending} pending"
        + (Cluster is { } cluster && Other(cluster) is > 0 and var other ? $", {other} not in the queue" : "")
        + (Left is { } left ? $", {ConsoleProgress.Left(left.TotalSeconds)} left" : "");

    /// <summary>The line and all that is to be said of tasks that are not done.</summary>
    public void Write(Terminal terminal)
    {
        terminal.WriteLine(Line);
        if (Cluster?.Trouble is { } trouble)
        {
            terminal.WriteLine($"  the cluster does not tell more: {trouble}");
        }

        foreach (var extraction in Cluster?.Extractions ?? [])
        {
            WriteExtraction(terminal, extraction);
        }

        foreach (var failure in Files.Failed)
        {
            terminal.WriteLine($"  failed {failure.Index}: {failure.Name}: {failure.Message}");
        }

        if (Cluster is not null)
        {
            WriteOpen(terminal, Cluster);
        }
    }

    public JsonObject ToJson() => new()
    {
        ["name"] = Files.Name,
        ["total"] = Files.Total,
        ["done"] = Files.Done,
        ["failed"] = Files.Failed.Count,
        ["running"] = Running,
        ["pending"] = Pending,
        ["seconds_left"] = Left?.TotalSeconds,
        ["failures"] = new JsonArray([.. Files.Failed.Select(failure => new JsonObject { ["index"] = failure.Index, ["name"] = failure.Name, ["message"] = failure.Message })]),
        ["cluster"] = Cluster is null ? null : new JsonObject
        {
            ["trouble"] = Cluster.Trouble,
            ["active"] = Cluster.IsActive,
            ["open"] = new JsonArray([.. Cluster.Open.Select(task => new JsonObject { ["index"] = task.Task.Index, ["place"] = Word(task.Place), ["detail"] = task.Detail })]),
            ["extraction"] = new JsonArray([.. Cluster.Extractions.Select(extraction => new JsonObject
            {
                ["source"] = extraction.Source.Index, ["parts"] = extraction.Parts, ["done"] = extraction.Done, ["active"] = extraction.Active, ["failed"] = extraction.Failed.Count,
            })]),
        },
    };

    private static int Other(ClusterStatus cluster) => cluster.Open.Count - cluster.Count(TaskPlace.Running) - cluster.Count(TaskPlace.Pending);

    private static string Word(TaskPlace place) => place switch
    {
        TaskPlace.NotSubmitted => "not_submitted",
        TaskPlace.Pending => "pending",
        TaskPlace.Running => "running",
        TaskPlace.Ended => "ended",
        TaskPlace.Forgotten => "forgotten",
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    private static void WriteExtraction(Terminal terminal, ExtractionStatus extraction)
    {
        if (extraction.Done < extraction.Parts)
        {
            terminal.WriteLine($"  features for {extraction.Source.Name}: {extraction.Done} of {extraction.Parts} parts in the store, {extraction.Active} queued or running, {extraction.Failed.Count} failed");
            foreach (var (part, how, log) in extraction.Failed)
            {
                terminal.WriteLine($"  failed part {part}: {how}");
                WriteTail(terminal, log);
            }
        }
    }

    private void WriteOpen(Terminal terminal, ClusterStatus cluster)
    {
        var lost = cluster.Open.Where(task => task.Place is TaskPlace.Ended or TaskPlace.Forgotten).ToList();
        foreach (var task in lost.Where(task => !task.Detail.StartsWith("CANCELLED", StringComparison.Ordinal)).Take(Shown))
        {
            terminal.WriteLine($"  no result {task.Task.Index}: {task.Task.Name}: {task.Detail}{(task.Place == TaskPlace.Forgotten ? " is not known to the cluster any more" : "")}");
            WriteTail(terminal, OutputOf(Folder, task.Task.Index));
        }

        foreach (var group in cluster.Open.Where(task => task.Place is TaskPlace.Running or TaskPlace.Pending || task.Detail.StartsWith("CANCELLED", StringComparison.Ordinal)).GroupBy(task => (task.Place, task.Detail.Split(',')[0])))
        {
            string what = group.Key.Place switch { TaskPlace.Running => $"running on {group.Key.Item2}", TaskPlace.Pending => $"pending ({group.Key.Item2})", _ => "cancelled" };
            terminal.WriteLine($"  {what}: {Indexes([.. group.Select(task => task.Task.Index)])}");
        }

        string resume = $"'pipeline sweep resume {Path.GetRelativePath(Environment.CurrentDirectory, Folder.Path)}'";
        if (cluster.Trouble is null && Other(cluster) > 0)
        {
            terminal.WriteLine($"  {resume} submits what is not in the queue");
        }
        else if (IsTableDue && !cluster.IsActive)
        {
            terminal.WriteLine($"  times and table are not made, and no job is left that will: {resume} submits one");
        }
    }

    private static string Indexes(IReadOnlyList<int> indexes) =>
        string.Join(", ", indexes.Take(Shown)) + (indexes.Count > Shown ? $", ... ({indexes.Count} in all)" : "");

    public static string OutputOf(SweepFolder folder, int task) => Path.Combine(folder.FolderOf(task), "output.txt");

    private static void WriteTail(Terminal terminal, string log)
    {
        foreach (string line in TextTail.Of(log, LogLines))
        {
            terminal.WriteLine($"    | {line}");
        }
    }
}
