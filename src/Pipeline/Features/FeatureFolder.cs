namespace Pipeline.Features;

/// <summary>The folder of one key: its listing is the index. Other processes may add and remove segments at any moment.</summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="clock">Dates the use of a segment.</param>
internal sealed class FeatureFolder(string path, TimeProvider clock)
{
    public const string DamagedExtension = FeatureSegment.Extension + ".damaged";
    private static readonly TimeSpan UseInterval = TimeSpan.FromHours(1);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _damaged = [];

    public string Path => path;

    /// <summary>Names of segments that were set aside.</summary>
    public IReadOnlyList<string> Damaged => _damaged;

    /// <summary>Hands every segment that was not there at the last call to the index; a damaged one is set aside.</summary>
    /// <exception cref="PipelineException">A segment cannot be read or set aside.</exception>
    public void ReadNew(FeatureKey key, FeatureIndex index)
    {
        bool vanished;
        do
        {
            vanished = false;
            foreach (string segment in Segments(path).Where(_seen.Add))
            {
                // Another process may set a segment aside, prune it or merge it with others after it was listed; then the listing has changed.
                vanished |= !Read(segment, key, index);
            }
        }
        while (vanished);
    }

    /// <summary>Opens what can be opened; the rest is left to the next run, which sets it aside.</summary>
    public static IEnumerable<FeatureSegment> Readable(string folder, Func<string, FeatureSegment> open)
    {
        foreach (string segment in Segments(folder))
        {
            FeatureSegment opened;
            try
            {
                opened = open(segment);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return opened;
        }
    }

    private static string[] Segments(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + FeatureSegment.Extension).Order(StringComparer.Ordinal)] : [];

    private bool Read(string segment, FeatureKey key, FeatureIndex index)
    {
        try
        {
            if (OpenWanted(segment, key, index) is { } opened && index.Add(opened))
            {
                NoteUse(segment);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            SetAside(segment);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{segment} cannot be read ({problem.Message}): check its permissions and the disk", problem);
        }
    }

    // Of a segment without a wanted row only the list of images is read: a store may hold far more than one part of a data set asks for.
    private static FeatureSegment? OpenWanted(string path, FeatureKey key, FeatureIndex index)
    {
        var segment = FeatureSegment.OpenUnchecked(path, key);
        try
        {
            if (index.Wants(segment))
            {
                segment.Check();
                return segment;
            }
        }
        catch
        {
            segment.Dispose();
            throw;
        }

        segment.Dispose();
        return null;
    }

    private void SetAside(string segment)
    {
        try
        {
            WholeFile.Replace(segment, System.IO.Path.ChangeExtension(segment, DamagedExtension));
            _damaged.Add(System.IO.Path.GetFileName(segment));
        }
        catch (FileNotFoundException)
        {
            // Another process was quicker.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{segment} is damaged and cannot be set aside ({problem.Message}): remove it", problem);
        }
    }

    // The file's date says when it was last of use, which is what pruning by age goes by. A store that may only be read has none.
    private void NoteUse(string segment)
    {
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (now - File.GetLastWriteTimeUtc(segment) > UseInterval)
            {
                File.SetLastWriteTimeUtc(segment, now);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }
}
