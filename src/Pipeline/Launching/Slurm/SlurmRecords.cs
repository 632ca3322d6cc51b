using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Launching.Slurm;

/// <summary>What a sweep's folder knows of the cluster: its launcher, and a folder per job with script, id and output.</summary>
internal sealed class SlurmRecords(SweepFolder folder)
{
    private const string SubmissionFile = "submission.json";
    private const string EndsFile = "ended.json";

    /// <summary>The job's script.</summary>
    public const string ScriptFile = "job.sh";

    public string Path => System.IO.Path.Combine(folder.Path, "slurm");

    public string Launcher => System.IO.Path.Combine(folder.Path, "launcher.yaml");

    /// <summary>Whether the sweep was ever given to a cluster.</summary>
    public bool Exist => Directory.Exists(Path);

    /// <summary>Every job, oldest first.</summary>
    public IReadOnlyList<SlurmSubmission> Submissions() => Exist
        ? [.. Directory.EnumerateDirectories(Path).Order(StringComparer.Ordinal)
            .Select(path => Read(System.IO.Path.Combine(path, SubmissionFile), LaunchJson.Readable.SlurmSubmission)).OfType<SlurmSubmission>()
            .Where(submission => submission.Format == SlurmSubmission.CurrentFormat)]
        : [];

    /// <summary>A number that no job has had.</summary>
    public int NextNumber() => Exist
        ? Directory.EnumerateDirectories(Path).Select(path => int.TryParse(System.IO.Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).DefaultIfEmpty().Max() + 1
        : 1;

    public string FolderOf(int number) => System.IO.Path.Combine(Path, number.ToString("D3", CultureInfo.InvariantCulture));

    /// <summary>What the job of a part of an extraction printed.</summary>
    public string OutputOfPart(int number, int part) => System.IO.Path.Combine(FolderOf(number), $"part-{part.ToString("D4", CultureInfo.InvariantCulture)}.txt");

    public void Write(SlurmSubmission submission) =>
        WholeFile.WriteText(System.IO.Path.Combine(FolderOf(submission.Number), SubmissionFile), JsonSerializer.Serialize(submission, LaunchJson.Readable.SlurmSubmission) + "\n");

    /// <summary>How elements of a job ended, as was seen before.</summary>
    public SortedDictionary<int, SlurmEnd> Ends(int number) =>
        Read(System.IO.Path.Combine(FolderOf(number), EndsFile), LaunchJson.Readable.SlurmEnds) is { Format: SlurmEnds.CurrentFormat } ends ? ends.Elements : [];

    public void Write(int number, SortedDictionary<int, SlurmEnd> ends) =>
        WholeFile.WriteText(System.IO.Path.Combine(FolderOf(number), EndsFile), JsonSerializer.Serialize(new SlurmEnds(SlurmEnds.CurrentFormat, ends), LaunchJson.Readable.SlurmEnds) + "\n");

    /// <summary>Where a part of an extraction says that it is done.</summary>
    public string ExtractionResultOf(int source, int parts, int part) => System.IO.Path.Combine(
        folder.Path, "extraction", source.ToString("D4", CultureInfo.InvariantCulture), parts.ToString(CultureInfo.InvariantCulture), Slurm.ExtractionResult.FileName(part));

    public ExtractionResult? ExtractionResult(int source, int parts, int part) =>
        Read(ExtractionResultOf(source, parts, part), LaunchJson.Readable.ExtractionResult) is { Format: Slurm.ExtractionResult.CurrentFormat } result ? result : null;

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), type) : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
