namespace Pipeline.Features;

/// <summary>What a store holds of one key.</summary>
/// <param name="Folder">Name of the key's folder.</param>
/// <param name="Description">What made it, where that can still be read.</param>
/// <param name="Images">Distinct images.</param>
/// <param name="Segments">Files of features.</param>
/// <param name="Bytes">Of all files in the folder.</param>
/// <param name="Damaged">Segments that were set aside, or that do not look like one.</param>
/// <param name="Leftovers">Half-written files of killed processes.</param>
/// <param name="LastUsed">When a segment was last of use, to the hour; null without any.</param>
internal sealed record FeatureFolderStats(
    string Folder, FeatureDescription? Description, int Images, int Segments, long Bytes, int Damaged, int Leftovers, DateTimeOffset? LastUsed);

/// <summary>Counts and tidies a store without any network. Other processes may use the store meanwhile.</summary>
/// <param name="root">The store's folder; it need not exist.</param>
/// <param name="clock">Says what is old.</param>
internal sealed class FeatureInventory(string root, TimeProvider clock)
{
    /// <summary>One entry per key, by name of its folder.</summary>
    public IReadOnlyList<FeatureFolderStats> Stats() => [.. Folders().Select(Stats)];

    /// <summary>What a rule would delete, in order of path. Files that the store did not write are never among it.</summary>
    public IReadOnlyList<FileInfo> Select(PruneRule rule) =>
        [.. Folders().SelectMany(folder => folder.EnumerateFiles()).Where(file => Goes(file, rule)).OrderBy(file => file.FullName, StringComparer.Ordinal)];

    /// <summary>Deletes files of <see cref="Select"/>, and then folders that hold nothing any more.</summary>
    /// <exception cref="PipelineException">A file cannot be deleted.</exception>
    public void Delete(IReadOnlyList<FileInfo> files)
    {
        try
        {
            foreach (var file in files)
            {
                file.Delete();
            }

            foreach (var folder in files.Select(file => file.Directory!).DistinctBy(folder => folder.FullName).Where(IsEmpty))
            {
                File.Delete(Path.Combine(folder.FullName, FeatureDescription.FileName));
                folder.Delete();
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Another process prunes the same store.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{root} cannot be pruned ({problem.Message}): is a run using it?", problem);
        }
    }

    private FeatureFolderStats Stats(DirectoryInfo folder)
    {
        var files = folder.EnumerateFiles().ToList();
        var segments = files.Where(IsSegment).ToList();
        var images = new HashSet<string>(StringComparer.Ordinal);
        int readable = 0;
        foreach (var segment in FeatureFolder.Readable(folder.FullName, FeatureSegment.OpenUnchecked))
        {
            using var opened = segment;
            images.UnionWith(opened.Hashes());
            readable++;
        }

        return new FeatureFolderStats(
            folder.Name, FeatureDescription.Find(folder.FullName), images.Count, segments.Count, files.Sum(file => file.Length),
            files.Count(IsDamaged) + segments.Count - readable, files.Count(IsLeftover),
            segments.Count == 0 ? null : new DateTimeOffset(segments.Max(file => file.LastWriteTimeUtc), TimeSpan.Zero));
    }

    private bool Goes(FileInfo file, PruneRule rule) =>
        IsDamaged(file) || IsLeftover(file) || (IsSegment(file) && rule switch
        {
            PruneRule.All => true,
            PruneRule.Unused unused => Age(file) > unused.Longer,
            PruneRule.Damaged => false,
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        });

    private static bool IsSegment(FileInfo file) => file.Extension == FeatureSegment.Extension;

    private static bool IsDamaged(FileInfo file) => file.Name.EndsWith(FeatureFolder.DamagedExtension, StringComparison.Ordinal);

    private bool IsLeftover(FileInfo file) => file.Extension == WholeFile.Unfinished && Age(file) > Leftovers.Age;

    private static bool IsEmpty(DirectoryInfo folder) => folder.Exists && folder.EnumerateFileSystemInfos().All(entry => entry.Name == FeatureDescription.FileName);

    private TimeSpan Age(FileInfo file) => clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc;

    /// <summary>One folder per key.</summary>
    internal IEnumerable<DirectoryInfo> Folders() =>
        Directory.Exists(root) ? new DirectoryInfo(root).EnumerateDirectories().OrderBy(folder => folder.Name, StringComparer.Ordinal) : [];
}
