using System.Globalization;
using Pipeline.Configuration;

namespace Pipeline.Launching.Slurm;

/// <summary>Writes the jobs of one launch into the sweep's folder and submits them, each named and numbered.</summary>
internal sealed class SlurmJobs(
    SweepFolder folder, SlurmRecords records, SlurmClient client, SlurmLauncherConfig config, TimeProvider clock, CancellationToken cancellation)
{
    private const int NumberWidth = 4;
    private readonly List<SlurmSubmission> _submitted = [];
    private readonly Lazy<int> _maxArraySize = new(() => client.MaxArraySize(cancellation));
    private int _number = records.NextNumber();

    public CancellationToken Cancellation => cancellation;

    public IReadOnlyList<SlurmSubmission> Submitted => _submitted;

    /// <returns>The ids of the jobs.</returns>
    public IReadOnlyList<long> Extract(IReadOnlyList<int> parts, int source, IReadOnlyList<string> command) =>
        [.. Cut(parts).Select(cut => Submit(
            new SlurmSubmission(SlurmSubmission.CurrentFormat, 0, SubmissionRole.Extract, "", null, clock.GetUtcNow(), source, config.Shards, cut.Offset, cut.Elements), cut,
            number => Path.Combine(BatchScript.Literal(records.FolderOf(number)), $"part-{cut.TaskPattern(NumberWidth)}.txt"),
            [.. command, "--shards", config.Shards.ToString(CultureInfo.InvariantCulture), "--shard", BatchScript.Task, "--results", Path.GetDirectoryName(records.ExtractionResultOf(source, config.Shards, 0))!],
            afterOk: [], config))];

    /// <param name="extraction">Jobs that must end well before.</param>
    public void Tasks(IReadOnlyList<int> tasks, IReadOnlyList<long> extraction, IReadOnlyList<string> command)
    {
        foreach (var cut in Cut(tasks))
        {
            Submit(
                new SlurmSubmission(SlurmSubmission.CurrentFormat, 0, SubmissionRole.Tasks, "", null, clock.GetUtcNow(), null, null, cut.Offset, cut.Elements), cut,
                _ => Path.Combine(BatchScript.Literal(Path.Combine(folder.Path, "tasks")), cut.TaskPattern(NumberWidth), "output.txt"), command, extraction, config);
        }
    }

    /// <param name="others">Jobs of earlier launches that it must wait for too.</param>
    /// <param name="quiet">Whether the node must run nothing else meanwhile.</param>
    public void Finish(IReadOnlyList<long> others, bool quiet, IReadOnlyList<string> command)
    {
        var options = quiet && !config.Sbatch.ContainsKey("exclusive")
            ? config with { Sbatch = new Dictionary<string, string>(config.Sbatch) { ["exclusive"] = "" } }
            : config;
        string[] before = [.. others.Concat(_submitted.Select(submission => submission.Job!.Value)).Distinct().Select(job => job.ToString(CultureInfo.InvariantCulture))];
        Submit(
            new SlurmSubmission(SlurmSubmission.CurrentFormat, 0, SubmissionRole.Finish, "", null, clock.GetUtcNow(), null, null, 0, []), null,
            number => Path.Combine(BatchScript.Literal(records.FolderOf(number)), "output.txt"), command, [], options, before.Length == 0 ? null : $"afterany:{string.Join(':', before)}");
    }

    private IReadOnlyList<ArrayCut> Cut(IReadOnlyList<int> items) => items.Count == 0 ? [] : ArrayCut.Of(items, _maxArraySize.Value);

    private long Submit(
        SlurmSubmission submission, ArrayCut? array, Func<int, string> output, IReadOnlyList<string> command, IReadOnlyList<long> afterOk, SlurmLauncherConfig options, string? dependency = null)
    {
        int number = _number++;
        submission = submission with { Number = number, Name = NameOf(number) };
        var job = new BatchJob(submission.Name, array, output(number), command, dependency ?? Dependency(afterOk), folder.Layout.Root);
        string script = Path.Combine(records.FolderOf(number), SlurmRecords.ScriptFile);
        WholeFile.WriteText(script, BatchScript.Text(job, options, Environment.GetEnvironmentVariable));

        // Written down before it is given away: whoever is stopped in between finds it by its name.
        records.Write(submission);
        submission = submission with { Job = client.Submit(script, cancellation) };
        records.Write(submission);
        _submitted.Add(submission);
        return submission.Job!.Value;
    }

    // Each array has a limit of its own to what runs at once; one after the other they keep to it together.
    private string? Dependency(IReadOnlyList<long> afterOk)
    {
        string[] conditions =
        [
            .. afterOk.Count == 0 ? Array.Empty<string>() : [$"afterok:{string.Join(':', afterOk.Select(job => job.ToString(CultureInfo.InvariantCulture)))}"],
            .. config.Parallelism is null || _submitted.Count == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"afterany:{_submitted[^1].Job}")],
        ];
        return conditions.Length == 0 ? null : string.Join(',', conditions);
    }

    // Two copies of a project have sweeps of one name.
    private string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{folder.Name}.{Hashing.OfText(folder.Path)[..6]}.{number:D3}");
}
