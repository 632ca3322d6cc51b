namespace Pipeline.Features;

/// <summary>Merges the small segments that interrupted runs leave into full ones. Other processes may use the store meanwhile.</summary>
internal static class SegmentMerge
{
    /// <param name="folder">A key's folder.</param>
    /// <returns>How many segments there are less.</returns>
    /// <exception cref="PipelineException">A merged segment cannot be written; nothing is lost then.</exception>
    public static int Merge(string folder)
    {
        if (FeatureDescription.Find(folder)?.Key is not { } key || key.FolderName != Path.GetFileName(folder))
        {
            // Made by another version; only that one could read the segments.
            return 0;
        }

        var small = FeatureFolder.Readable(folder, path => FeatureSegment.Open(path, key)).Where(segment => segment.Rows < SegmentWriter.SegmentRows).ToList();
        int after = (small.Sum(segment => segment.Rows) + SegmentWriter.SegmentRows - 1) / SegmentWriter.SegmentRows;
        if (after < small.Count)
        {
            Merge(folder, key, small);
        }

        small.ForEach(segment => segment.Dispose());
        return small.Count - after;
    }

    private static void Merge(string folder, FeatureKey key, List<FeatureSegment> small)
    {
        var writer = new SegmentWriter(folder, key);
        foreach (var row in small.SelectMany(segment => segment.AllRows()))
        {
            writer.Add(row);
        }

        // Whoever is killed from here on leaves rows that are there twice, which harms nobody.
        writer.Finish();
        small.ForEach(segment => File.Delete(segment.Path));
    }
}
