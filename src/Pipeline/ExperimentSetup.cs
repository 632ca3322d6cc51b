using System.Collections.Concurrent;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.VisionTraining;

namespace Pipeline;

/// <summary>
/// Configs into what their runs are made of. Experiments of one process share what they have in common: a folder is scanned, a split file read and a
/// species map parsed once, however many ask.
/// </summary>
internal sealed class ExperimentSetup(ProjectLayout layout, BackboneLoader backbones, VisionBackend vision, IProgress<Progress> progress)
{
    private readonly ConcurrentDictionary<string, Lazy<ScannedImages>> _scans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<SplitImages>> _splits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<SpeciesMap?>> _species = new(StringComparer.Ordinal);

    /// <summary>The project's folder.</summary>
    public string Root => layout.Root;

    /// <exception cref="PipelineException">The images, the split, the weights or the species map are not what the config says.</exception>
    public PreparedExperiment Prepare(ExperimentConfig config, CancellationToken cancellation)
    {
        // What trains in another program may well be absent: that is said before anything is read.
        var source = Vision(config, cancellation);

        // A seed that draws no images does not make other images.
        string images = $"{ConfigWriter.Write(config.Dataset)}{(config.Dataset.PerClass is null ? "" : config.Seed)}";
        var scan = Shared(_scans, images, () => Scan(config, cancellation));
        var data = Shared(_splits, $"{images}\n{config.Seed}\n{ConfigWriter.Write(config.Split)}", () => Split(config, scan));
        var backbone = Frozen(config);
        var species = Shared(_species, (config.Head as ZeroShotHeadConfig)?.SpeciesMap ?? "", () => SpeciesMap.For(config.Head, layout));
        return new PreparedExperiment(config, data, backbone, species, source);
    }

    /// <summary>The same from the files on: what makes it quick (verdicts on files, the split file) is neither read nor written.</summary>
    /// <inheritdoc cref="Prepare"/>
    public PreparedExperiment PrepareAnew(ExperimentConfig config, CancellationToken cancellation)
    {
        var source = Vision(config, cancellation);
        var scan = Scan(config, verdicts: null, cancellation);
        var data = new SplitImages(scan, StratifiedSplitter.Split(scan.Images, scan.Labels, config.Split, config.Seed), SplitPath: null);
        return new PreparedExperiment(config, data, Frozen(config), SpeciesMap.For(config.Head, layout), source);
    }

    private Backbone? Frozen(ExperimentConfig config) => config.Backbone is null ? null : backbones.Load(config.Backbone);

    private VisionSource? Vision(ExperimentConfig config, CancellationToken cancellation)
    {
        if (config.Head is not MlNetVisionHeadConfig head)
        {
            return null;
        }

        var (program, trainer) = vision.Require(cancellation);
        return new VisionSource(program, trainer, backbones.Pretrained(head.Architecture), layout.Errors);
    }

    private ScannedImages Scan(ExperimentConfig config, CancellationToken cancellation) => Scan(config, layout.Verdicts, cancellation);

    // Every file decoded once; verdict by content; each file ends in one state of the ledger.
    private ScannedImages Scan(ExperimentConfig config, string? verdicts, CancellationToken cancellation)
    {
        var judge = new VerdictCache(ImageInspection.Inspector(DecodePolicy.Of(config.Dataset).Limits), verdicts);
        return ImageFolder.Scan(layout.Resolve(config.Dataset.Path), config.Dataset, config.Seed, judge, progress, cancellation);
    }

    private SplitImages Split(ExperimentConfig config, ScannedImages scan)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(scan.Root));
        var file = SplitFile.GetOrCreate(layout.Splits, name, scan.Images, scan.Labels, config.Split, config.Seed);
        return new SplitImages(scan, file.Split, layout.Display(file.Path));
    }

    private static T Shared<T>(ConcurrentDictionary<string, Lazy<T>> made, string key, Func<T> make) => made.GetOrAdd(key, _ => new Lazy<T>(make)).Value;
}
