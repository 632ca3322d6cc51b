using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>Finished runs and networks into models. A network is loaded once, however many runs stand on it.</summary>
/// <param name="models">The value of <c>--models</c>, if given.</param>
/// <param name="threads">Threads inside one forward pass; 0 takes every core.</param>
/// <param name="limits">A data set's own limit of pixels holds where it is lower.</param>
internal sealed class ModelLoading(string? models, int threads, ServingLimits limits) : IDisposable
{
    private readonly Dictionary<string, BackboneLoader> _loaders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServedNetwork> _networks = new(StringComparer.Ordinal);

    /// <exception cref="PipelineException">The run's files or its network's are missing or damaged.</exception>
    public ServedModel Load(FinishedRun run)
    {
        var config = RecordReader.Read<ExperimentConfig>(Path.Combine(run.Path, RunFiles.Config));
        var head = KeptHead.Read(run, config);
        var decoding = DecodePolicy.Of(config.Dataset);
        return new ServedModel(run.Record.Folder, run.Record.Name, Network(config.Backbone!, ProjectLayout.OfRun(run.Path)), head, decoding with { Limits = Limits(decoding.Limits) }, run);
    }

    /// <returns>The network's own 1000 classes; null where its outputs have no names.</returns>
    /// <exception cref="PipelineException">The network's file is missing or damaged.</exception>
    public ServedModel? LoadZeroShot(BackboneConfig backbone, ProjectLayout layout) => ZeroShot(Network(backbone, layout));

    /// <inheritdoc cref="LoadZeroShot(BackboneConfig, ProjectLayout)"/>
    public ServedModel? ZeroShot(ServedNetwork network)
    {
        var card = network.Backbone.Card;
        if (card.Labels == OutputLabels.None)
        {
            return null;
        }

        var head = new ZeroShotHead(ZeroShotLabelSpace.Imagenet, new SpeciesMap(new SpeciesMapFile(1, []), "", "no species"), new LabelSet([]));
        return new ServedModel($"zero-shot:{card.Name}", $"{card.Name}, zero-shot", network, head, new DecodePolicy(Limits(new DecodeLimits()), AllowTruncated: false));
    }

    public void Dispose()
    {
        foreach (var network in _networks.Values)
        {
            network.Dispose();
        }
    }

    private DecodeLimits Limits(DecodeLimits own) => new(Math.Min(own.MaxMegapixels, limits.MaxMegapixels));

    private ServedNetwork Network(BackboneConfig config, ProjectLayout layout)
    {
        if (!_loaders.TryGetValue(layout.Root, out var loader))
        {
            loader = _loaders[layout.Root] = new BackboneLoader(ModelFolders.FromEnvironment(models), layout);
        }

        // The same weights with another preprocessing or another feature tensor are another network.
        string key = ConfigWriter.Write(loader.Card(config) with { Source = null });
        if (!_networks.TryGetValue(key, out var network))
        {
            network = _networks[key] = new ServedNetwork(loader.Load(config), threads);
        }

        return network;
    }
}
