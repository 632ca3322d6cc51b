using Pipeline.Configuration;

namespace Pipeline.Datasets;

/// <summary>A folder of class folders into labelled images that decode.</summary>
internal static class ImageFolder
{
    /// <summary>Reads and judges each file once, on all cores; the result depends on the files, the config and the seed, not on who was first.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="config">Which classes, how many images, and what to do with a bad one.</param>
    /// <param name="seed">Draws the images of <see cref="DatasetConfig.PerClass"/>.</param>
    /// <param name="verdicts">Judges contents, or remembers them; it is saved, even when the scan is cancelled.</param>
    /// <param name="progress">Is told after each file, one call at a time.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="PipelineException">
    /// The folder is missing, a class is unknown or has no usable image, or a file is bad and <see cref="BadImagePolicy.Fail"/> is set,
    /// or two images show the same thing and <see cref="DuplicatePolicy.Fail"/> is set.
    /// </exception>
    public static ScannedImages Scan(
        string root, DatasetConfig config, int seed, VerdictCache verdicts, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        var walk = new FolderWalk(root);
        var labels = ClassChoice.Choose(config.Classes, walk.Classes());
        var files = walk.Files(labels.Names.ToHashSet(StringComparer.Ordinal));

        var read = Read(files, new FileReading(verdicts, config.OnBadImage), verdicts, progress, cancellation);
        LedgerEntry[] bad = [.. read.Zip(files).Where(pair => pair.Second.State is null && !pair.First.IsUsed).Select(pair => pair.First)];
        RequireGood(root, bad, config);

        var entries = LabelConflicts.Exclude(read);
        var duplicates = new DuplicateImages(config, progress, cancellation);
        entries = duplicates.Drop(entries);
        entries = config.PerClass is { } perClass ? PerClassDraw.Keep(entries, perClass, seed) : entries;
        entries = duplicates.Group(entries);
        RequireImages(root, entries, labels);
        return Result(root, entries, labels, DatasetFindings.Of(bad, entries, labels, config));
    }

    /// <summary>The images of one part of a dataset. Files of other parts are not read, except to draw <see cref="DatasetConfig.PerClass"/> among all.</summary>
    /// <inheritdoc cref="Scan"/>
    /// <param name="shard">Which part. Together the parts hold each image that a scan of the whole keeps (and those that look like another, which only the whole can tell), and equal contents are in one part.</param>
    public static IReadOnlyList<LabeledImage> ScanPart(
        string root, DatasetConfig config, int seed, VerdictCache verdicts, DatasetShard shard, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        if (config.PerClass is not null)
        {
            return [.. Scan(root, config, seed, verdicts, progress, cancellation).Images.Where(shard.Holds)];
        }

        root = Path.GetFullPath(root);
        var walk = new FolderWalk(root);
        var labels = ClassChoice.Choose(config.Classes, walk.Classes());
        var files = shard.Of(walk.Files(labels.Names.ToHashSet(StringComparer.Ordinal)));
        var read = Read(files, new FileReading(verdicts, config.OnBadImage), verdicts, progress, cancellation);
        RequireGood(root, [.. read.Zip(files).Where(pair => pair.Second.State is null && !pair.First.IsUsed).Select(pair => pair.First)], config);
        return Images(LabelConflicts.Exclude(read), labels);
    }

    private static ScannedImages Result(string root, IReadOnlyList<LedgerEntry> entries, LabelSet labels, IReadOnlyList<string> findings)
    {
        var ledger = new ImageLedger(entries);
        var images = Images(entries, labels);
        ledger.CheckTotals(images);
        return new ScannedImages(root, images, labels, ledger, findings);
    }

    private static LabeledImage[] Images(IReadOnlyList<LedgerEntry> entries, LabelSet labels) =>
        [.. entries.Where(entry => entry.IsUsed).Select(entry => Image(entry, labels.IndexOf(entry.Label)))];

    private static LabeledImage Image(LedgerEntry entry, int label)
    {
        var image = new LabeledImage(entry.Path, label, entry.ContentHash);
        return entry.Group.Length > 0 ? image with { Group = entry.Group } : image;
    }

    private static LedgerEntry[] Read(
        IReadOnlyList<FoundFile> files, FileReading reading, VerdictCache verdicts, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        try
        {
            return Cores.Map(files, Entry, "reading images", "files", progress, cancellation);
        }
        finally
        {
            verdicts.Save();
        }

        LedgerEntry Entry(FoundFile file) =>
            file.State is { } state ? new LedgerEntry(file.Path, file.Label, "", null, null, state, file.Reason) : reading.Read(file);
    }

    private static void RequireGood(string root, LedgerEntry[] bad, DatasetConfig config)
    {
        if (config.OnBadImage == BadImagePolicy.Fail && bad.Length > 0)
        {
            throw new PipelineException(
                $"{root}: {bad.Length} {(bad.Length == 1 ? "file is no whole image" : "files are no whole images")} (dataset.on_bad_image is 'fail'): " +
                $"{DatasetFindings.Few(bad, entry => $"{entry.Path} ({entry.Reason})")}: remove or replace, or set it to 'exclude'");
        }
    }

    private static void RequireImages(string root, IReadOnlyList<LedgerEntry> entries, LabelSet labels)
    {
        var used = entries.Where(entry => entry.IsUsed).Select(entry => entry.Label).ToHashSet(StringComparer.Ordinal);
        string[] without = [.. labels.Names.Where(label => !used.Contains(label))];
        if (without.Length == 0)
        {
            return;
        }

        LedgerEntry[] files = [.. entries.Where(entry => entry.Label == without[0] && entry.State == LedgerState.Excluded)];
        string found = files.Length == 0
            ? "it is empty"
            : $"of {files.Length} files none is usable: {DatasetFindings.Few(files, entry => $"{entry.Path} ({entry.Reason})")}";
        string others = without.Length == 1 ? "" : $"; likewise {string.Join(", ", without.Skip(1).Take(5))}{(without.Length > 6 ? ", ..." : "")}";
        throw new PipelineException($"class '{without[0]}' of {root} has no usable image ({found}){others}: add images or leave it out (dataset.classes)");
    }
}
