using System.Text;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Tests.Datasets;

/// <summary>A folder of files whose first word says what they are: <c>photo</c>, <c>cut</c> (truncated), or anything else (no image).</summary>
internal sealed class PaperPhotos : IDisposable
{
    private int _judged;

    public string Root { get; } = Directory.CreateTempSubdirectory("photos-").FullName;

    /// <summary>How many files were decoded so far.</summary>
    public int Judged => _judged;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string PathOf(string path) => Path.Combine(Root, "photos", path);

    public PaperPhotos Add(string path, string contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), contents);
        return this;
    }

    /// <summary>Adds photos of different contents to a class.</summary>
    public PaperPhotos AddClass(string label, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Add($"{label}/{i}.jpg", $"photo {label} {i}");
        }

        return this;
    }

    public VerdictCache Cache(string? folder = null, string version = "1") => new(new FileInspector(version, Judge), folder);

    public ScannedImages Scan(DatasetConfig? config = null, int seed = 1, VerdictCache? cache = null) =>
        ImageFolder.Scan(PathOf(""), config ?? new DatasetConfig("photos"), seed, cache ?? Cache(), null, CancellationToken.None);

    public string Refusal(DatasetConfig? config = null) =>
        Assert.Throws<PipelineException>(() => Scan(config)).Message.Replace(PathOf("").TrimEnd('/'), "photos", StringComparison.Ordinal);

    private FileVerdict Judge(byte[] bytes)
    {
        Interlocked.Increment(ref _judged);
        return Encoding.UTF8.GetString(bytes).Split(' ')[0] switch
        {
            "photo" => new FileVerdict(true, false, "decodes whole", 4, 3, "jpeg"),
            "cut" => new FileVerdict(false, true, "decodes only in part", 4, 3, "jpeg"),
            "" => new FileVerdict(false, false, "an empty file", 0, 0, ""),
            _ => new FileVerdict(false, false, "not an image", 0, 0, ""),
        };
    }
}
