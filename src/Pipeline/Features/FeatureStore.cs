using Pipeline.Backbones;
using Pipeline.Datasets;

namespace Pipeline.Features;

/// <summary>
/// Features on disk, by image content. Segments are immutable and published by rename, and the folder's listing is the index, so two
/// processes may fill one store at once, and a process that is killed leaves only whole segments behind.
/// </summary>
/// <param name="folder">The store's folder; one subfolder per <see cref="FeatureKey"/>.</param>
/// <param name="clock">Dates the use of a segment.</param>
internal sealed class FeatureStore(string folder, TimeProvider clock)
{
    /// <summary>Each image goes through the network once in the life of the store.</summary>
    /// <param name="extractor">Extracts what the store does not hold yet.</param>
    /// <param name="images">N images; byte-identical ones share a row's work.</param>
    /// <exception cref="PipelineException">An image or the store cannot be read, or the disk is full; what was extracted before is kept.</exception>
    public ExtractedFeatures GetOrExtract(FeatureExtractor extractor, IReadOnlyList<LabeledImage> images, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var key = FeatureKey.Of(extractor.Backbone);
        var segments = new FeatureFolder(Path.Combine(folder, key.FolderName), clock);
        var index = new FeatureIndex(images);
        try
        {
            segments.ReadNew(key, index);
            var missing = index.Missing();
            if (missing.Count > 0)
            {
                Extract(extractor, missing, segments, progress, cancellation);
                segments.ReadNew(key, index);
            }

            return index.Missing() is [var lost, ..]
                ? throw new PipelineException($"the features of {lost.Path} were removed from {segments.Path} while the run was under way; run again")
                : new ExtractedFeatures(index, key, missing.Count, segments.Damaged);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <returns>What the store holds of these images; null where it lacks one.</returns>
    public ExtractedFeatures? Find(Backbone backbone, IReadOnlyList<LabeledImage> images)
    {
        var key = FeatureKey.Of(backbone);
        var segments = new FeatureFolder(Path.Combine(folder, key.FolderName), clock);
        var index = new FeatureIndex(images);
        segments.ReadNew(key, index);
        if (index.Missing().Count == 0)
        {
            return new ExtractedFeatures(index, key, extracted: 0, segments.Damaged);
        }

        index.Dispose();
        return null;
    }

    private static void Extract(FeatureExtractor extractor, List<LabeledImage> missing, FeatureFolder segments, IProgress<Progress> progress, CancellationToken cancellation)
    {
        FeatureDescription.Of(extractor.Backbone).Write(segments.Path);
        var writer = new SegmentWriter(segments.Path, FeatureKey.Of(extractor.Backbone));
        try
        {
            // One row at a time arrives here: the extractor serialises its workers.
            extractor.Extract(missing, writer.Add, progress, cancellation);
        }
        finally
        {
            writer.Finish();
        }
    }
}
