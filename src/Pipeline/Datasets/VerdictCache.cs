using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Datasets;

/// <summary>
/// Verdicts by content, so that a file is decoded once and later only hashed. On disk each scan adds one segment,
/// <c>{8 hex of the inspector's version}-{SHA-256 of the segment}.jsonl</c>: a segment proves itself whole by its name, is never changed, and two
/// processes never write the same one differently. A damaged segment counts as absent, and its verdicts are made again.
/// </summary>
internal sealed class VerdictCache
{
    /// <summary>Goes up when the lines of a segment change.</summary>
    private const int FormatVersion = 2;

    private readonly FileInspector _inspector;
    private readonly string? _folder;
    private readonly Dictionary<string, FileVerdict> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<FileVerdict>> _made = new(StringComparer.Ordinal);

    /// <param name="inspector">Judges what is not known yet.</param>
    /// <param name="folder">Where segments lie; null keeps verdicts in memory only.</param>
    public VerdictCache(FileInspector inspector, string? folder = null)
    {
        (_inspector, _folder) = (inspector, folder);
        foreach (var line in Segments().SelectMany(ReadSegment))
        {
            _known[line.Sha256] = line.Verdict;
        }
    }

    private string Prefix => HashOf(Encoding.UTF8.GetBytes($"verdicts {FormatVersion}, {_inspector.Version}"))[..8];

    /// <summary>The verdict on these bytes. Safe for concurrent use; equal bytes are judged once.</summary>
    public FileVerdict Of(string contentHash, byte[] bytes) =>
        _known.TryGetValue(contentHash, out var verdict)
            ? verdict
            : _made.GetOrAdd(contentHash, _ => new Lazy<FileVerdict>(() => _inspector.Judge(bytes))).Value;

    /// <summary>Keeps the verdicts that were made since the cache was opened.</summary>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public void Save()
    {
        VerdictLine[] lines =
        [
            .. _made.Where(pair => pair.Value.IsValueCreated).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new VerdictLine(pair.Key, pair.Value.Value)),
        ];
        if (_folder is null || lines.Length == 0)
        {
            return;
        }

        string text = string.Concat(lines.Select(line => JsonSerializer.Serialize(line, VerdictJson.Default.VerdictLine) + "\n"));
        WholeFile.WriteText(Path.Combine(_folder, $"{Prefix}-{HashOf(Encoding.UTF8.GetBytes(text))}.jsonl"), text);
    }

    private static string HashOf(byte[] bytes) => Hashing.OfBytes(bytes);

    private string[] Segments() => Directory.Exists(_folder) ? Directory.GetFiles(_folder, $"{Prefix}-*.jsonl") : [];

    private static IReadOnlyList<VerdictLine> ReadSegment(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return Path.GetFileNameWithoutExtension(path).EndsWith(HashOf(bytes), StringComparison.Ordinal)
                ? [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static VerdictLine Parse(string line) => JsonSerializer.Deserialize(line, VerdictJson.Default.VerdictLine)!;
}

/// <summary>One line of a segment.</summary>
internal sealed record VerdictLine(string Sha256, FileVerdict Verdict);

[JsonSerializable(typeof(VerdictLine))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class VerdictJson : JsonSerializerContext;
