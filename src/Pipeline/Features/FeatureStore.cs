using Pipeline.Backbones;
using Pipeline.Datasets;

namespace Pipeline.Features;

/// <summary>The numbers of a data set, and what it cost to get them.</summary>
/// <param name="Table">Row i belongs to image i.</param>
/// <param name="CostMs">Per image, <c>[N]</c>: core-milliseconds when it was extracted, be that now or in an earlier run.</param>
/// <param name="Extracted">Images that went through the network now; the others came from the store.</param>
/// <param name="Damaged">Names of segments that were set aside.</param>
internal sealed record ExtractedFeatures(FeatureTable Table, float[] CostMs, int Extracted, IReadOnlyList<string> Damaged);

/// <summary>
/// Features on disk, by image content. Segments are immutable and published by rename, and the folder's listing is the index, so two
/// processes may fill one store at once, and a process that is killed leaves only whole segments behind.
/// </summary>
/// <param name="folder">The store's folder; one subfolder per <see cref="FeatureKey"/>.</param>
internal sealed class FeatureStore(string folder)
{
    /// <summary>Rows per segment: a few MB, so that little is lost when a run is killed and few files lie about.</summary>
    private const int SegmentRows = 256;

    /// <summary>Each image goes through the network once in the life of the store.</summary>
    /// <param name="extractor">Extracts what the store does not hold yet.</param>
    /// <param name="images">N images; byte-identical ones share a row's work.</param>
    public ExtractedFeatures GetOrExtract(FeatureExtractor extractor, IReadOnlyList<LabeledImage> images, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var key = FeatureKey.Of(extractor.Backbone);
        var table = new TableBuilder(key, images);
        string segments = Path.Combine(folder, key.FolderName);
        var damaged = ReadSegments(segments, key, table);
        var missing = table.Missing();
        var pending = new List<FeatureRow>(SegmentRows);
        try
        {
            // One row at a time arrives here: the extractor serialises its workers.
            extractor.Extract(missing, row =>
            {
                table.Add(row);
                pending.Add(row);
                if (pending.Count == SegmentRows)
                {
                    Flush(segments, key, pending);
                }
            }, progress, cancellation);
        }
        finally
        {
            Flush(segments, key, pending);
        }

        return new ExtractedFeatures(table.ToTable(), table.CostMs, missing.Count, damaged);
    }

    /// <returns>What the store holds of these images; null where it lacks one.</returns>
    public FeatureTable? Find(Backbone backbone, IReadOnlyList<LabeledImage> images)
    {
        var key = FeatureKey.Of(backbone);
        var table = new TableBuilder(key, images);
        ReadSegments(Path.Combine(folder, key.FolderName), key, table);
        return table.Missing().Count == 0 ? table.ToTable() : null;
    }

    private static List<string> ReadSegments(string segments, FeatureKey key, TableBuilder table)
    {
        List<string> damaged = [];
        if (!Directory.Exists(segments))
        {
            return damaged;
        }

        foreach (string path in Directory.EnumerateFiles(segments, "*" + FeatureSegment.Extension).Order(StringComparer.Ordinal))
        {
            try
            {
                foreach (var row in FeatureSegment.Read(path, key, table.Wants))
                {
                    table.Add(row);
                }
            }
            catch (InvalidDataException)
            {
                File.Move(path, path + ".damaged", overwrite: true);
                damaged.Add(Path.GetFileName(path));
            }
            catch (FileNotFoundException)
            {
                // Another process set it aside or pruned it between the listing and now; its rows are simply missing.
            }
        }

        return damaged;
    }

    private static void Flush(string segments, FeatureKey key, List<FeatureRow> rows)
    {
        if (rows.Count > 0)
        {
            // Workers finish in any order; sorted rows make equal work equal files.
            FeatureSegment.Write(segments, key, [.. rows.OrderBy(row => row.ContentHash, StringComparer.Ordinal)]);
            rows.Clear();
        }
    }

    /// <summary>Collects rows by content hash into the order of the images.</summary>
    private sealed class TableBuilder
    {
        private readonly FeatureKey _key;
        private readonly ILookup<string, int> _rowsOf;
        private readonly IReadOnlyList<LabeledImage> _images;
        private readonly HashSet<string> _present = new(StringComparer.Ordinal);
        private readonly float[] _features;
        private readonly float[] _logits;

        public TableBuilder(FeatureKey key, IReadOnlyList<LabeledImage> images)
        {
            (_key, _images) = (key, images);
            _rowsOf = Enumerable.Range(0, images.Count).ToLookup(i => images[i].ContentHash, StringComparer.Ordinal);
            _features = new float[images.Count * key.Dimension];
            _logits = new float[images.Count * key.LogitCount];
            CostMs = new float[images.Count];
        }

        public float[] CostMs { get; }

        public bool Wants(string hash) => _rowsOf.Contains(hash) && !_present.Contains(hash);

        public void Add(FeatureRow row)
        {
            _present.Add(row.ContentHash);
            foreach (int i in _rowsOf[row.ContentHash])
            {
                row.Features.CopyTo(_features.AsSpan(i * _key.Dimension));
                row.Logits.CopyTo(_logits.AsSpan(i * _key.LogitCount));
                CostMs[i] = row.CostMs;
            }
        }

        public List<LabeledImage> Missing() => [.. _images.Where(image => !_present.Contains(image.ContentHash)).DistinctBy(image => image.ContentHash)];

        public FeatureTable ToTable() => new(_features, _key.Dimension, _logits, _key.LogitCount);
    }
}
