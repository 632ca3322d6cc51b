using System.Globalization;
using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>An answer that somebody found wrong.</summary>
/// <param name="Run">The model that gave it.</param>
/// <param name="Predicted">What it said.</param>
/// <param name="Correct">What would be right; empty where nobody said.</param>
/// <param name="Comment">Whatever else was said.</param>
internal sealed record Flag(string Run, string Predicted, string Correct, string Comment);

/// <summary>
/// Flagged images, for a person to look through: <c>artifacts/flagged/YYYY-MM-DD/</c> with each image under its content's hash and one line per flag in
/// <c>flags.csv</c>. Nothing reads them by itself. What was uploaded names no file.
/// </summary>
internal sealed class FlagStore(string folder, long maxBytes, TimeProvider clock)
{
    private const string Table = "flags.csv";
    private const int HashDigits = 16;
    private readonly Lock _gate = new();
    private long? _bytes;

    public string Folder => folder;

    /// <returns>The flag's id and its folder.</returns>
    /// <exception cref="RefusedRequestException">The place for flagged images is used up.</exception>
    /// <exception cref="PipelineException">It cannot be written.</exception>
    public (string Id, string Folder) Add(Upload image, Flag flag)
    {
        var now = clock.GetUtcNow();
        string day = Path.Combine(folder, now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        string hash = Hashing.OfBytes(image.Bytes);
        string file = $"{hash[..HashDigits]}.{ImageFormat.Of(image.Bytes).ToString().ToLowerInvariant()}";
        string id = $"{now.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}-{hash[..8]}";
        lock (_gate)
        {
            string path = Path.Combine(day, file);
            if (!File.Exists(path))
            {
                MakeRoom(image.Bytes.Length);
                WholeFile.Write(path, stream => stream.Write(image.Bytes));
            }

            Append(Path.Combine(day, Table), [id, now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), file, hash, image.Name, flag.Run, flag.Predicted, flag.Correct, flag.Comment]);
        }

        return (id, day);
    }

    private void MakeRoom(long more)
    {
        _bytes ??= Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
        if (_bytes + more > maxBytes)
        {
            throw new RefusedRequestException(507, "no room", $"flagged images already take {_bytes / 1_000_000} MB of {maxBytes / 1_000_000}; look through them and move them away");
        }

        _bytes += more;
    }

    /// <summary>One write of one line: what stands before it stays whole whatever happens.</summary>
    private void Append(string path, string[] cells)
    {
        var text = new StringWriter();
        var csv = new CsvWriter(text);
        if (!File.Exists(path))
        {
            csv.Row("id", "time", "file", "sha256", "sent_as", "run", "predicted", "correct", "comment");
        }

        csv.Row([.. cells.Select(OneLine)]);
        try
        {
            byte[] line = System.Text.Encoding.UTF8.GetBytes(text.ToString());
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(line);
            stream.Flush(flushToDisk: true);
            _bytes += line.Length;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path}: cannot be written ({problem.Message}): check the permissions and the free space of its folder", problem);
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
