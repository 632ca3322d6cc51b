using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Imaging;

namespace Pipeline.Launching;

/// <summary>What came of extracting one part of a data set.</summary>
/// <param name="Images">Different contents in the part.</param>
/// <param name="Extracted">Those that went through the network now; the others were in the store.</param>
internal sealed record ExtractedShard(string Backbone, DatasetShard Shard, int Images, int Extracted);

/// <summary>
/// Features before any experiment asks for them, all at once or in parts on many machines: each part writes segments of its own into the store, which
/// are found by content afterwards.
/// </summary>
internal sealed class FeatureExtraction(ProjectLayout layout, BackboneLoader backbones, FeatureStore store, IProgress<Progress> progress)
{
    /// <summary>One experiment for each different pair of images and network; none for what another program trains on the images themselves.</summary>
    public static IReadOnlyList<ExperimentConfig> Sources(IEnumerable<ExperimentConfig> experiments) => [.. experiments.Where(config => config.Backbone is not null).DistinctBy(Source, StringComparer.Ordinal)];

    /// <summary>What tells which images go through which network.</summary>
    public static string Source(ExperimentConfig config) =>
        ConfigWriter.Write(config.Dataset) + (config.Backbone is { } backbone ? ConfigWriter.Write(backbone) : "") + (config.Dataset.PerClass is null ? "" : $"seed {config.Seed}");

    /// <exception cref="PipelineException">Images, weights or store cannot be used; what was extracted before is kept.</exception>
    public ExtractedShard Run(ExperimentConfig config, DatasetShard shard, CancellationToken cancellation)
    {
        var decoding = DecodePolicy.Of(config.Dataset);
        string root = layout.Resolve(config.Dataset.Path);
        var images = ImageFolder.ScanPart(
            root, config.Dataset, config.Seed, new VerdictCache(ImageInspection.Inspector(decoding.Limits), layout.Verdicts), shard, progress, cancellation);
        var backbone = backbones.Load(config.Backbone!);
        using var extracted = store.GetOrExtract(new FeatureExtractor(backbone, root, decoding), images, progress, cancellation);
        return new ExtractedShard(backbone.Card.Name, shard, images.DistinctBy(image => image.ContentHash, StringComparer.Ordinal).Count(), extracted.Extracted);
    }
}
