using Pipeline.Configuration;
using Pipeline.Vision.Protocol;

namespace Pipeline.Backbones;

/// <summary>A config's backbone into a checked network. Nothing is downloaded.</summary>
/// <param name="folders">Where weights are looked for.</param>
/// <param name="layout">The project that relative paths belong to.</param>
internal sealed class BackboneLoader(ModelFolders folders, ProjectLayout layout)
{
    // Experiments of one sweep share a backbone; finding and hashing 100 MB once is enough.
    private readonly Dictionary<BackboneConfig, Backbone> _loaded = [];
    private readonly Dictionary<VisionArchitecture, PretrainedNetwork> _pretrained = [];

    /// <exception cref="PipelineException">No such card or file, or a file that is not what its card says.</exception>
    public Backbone Load(BackboneConfig config)
    {
        if (!_loaded.TryGetValue(config, out var backbone))
        {
            backbone = _loaded[config] = Check(config);
        }

        return backbone;
    }

    private Backbone Check(BackboneConfig config)
    {
        var card = Card(config);
        return Check(card, Locate(config, card));
    }

    /// <param name="card">Facts about the weights.</param>
    /// <param name="file">The weights.</param>
    /// <exception cref="PipelineException">The file is not what the card says.</exception>
    public Backbone Check(BackboneCard card, string file)
    {
        var (tap, model) = Read(card, file);
        return new Backbone(card, tap, new WeightsFile(file, model, () => Read(card, file).Model));
    }

    private (FeatureTap Tap, byte[] Model) Read(BackboneCard card, string file)
    {
        byte[] model = GC.AllocateUninitializedArray<byte>(card.Bytes + FeatureTap.Room);
        CheckHash(card, file, ReadHashed(card, file, model.AsMemory(0, card.Bytes)));
        try
        {
            var graph = OnnxGraph.Read(model.AsSpan(0, card.Bytes));
            var tap = FeatureTap.Find(graph, card.Logits, card.FeatureTensor);
            tap.Append(graph, model.AsSpan(card.Bytes));
            return card.Labels != OutputLabels.Imagenet1k || tap.ClassCount == ImageNetClasses.Count
                ? (tap, model)
                : throw new InvalidDataException($"it has {tap.ClassCount} outputs, but its card says the {ImageNetClasses.Count} classes of ImageNet (labels)");
        }
        catch (InvalidDataException problem)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} cannot be used: {problem.Message}", problem);
        }
    }

    public BackboneCard Card(BackboneConfig config) =>
        PretrainedNetworks.Find(config.Name ?? "") is { } pretrained
            ? throw new PipelineException($"backbone '{config.Name}' is no ONNX network, but what ML.NET's own trainer starts from: head: {{ kind: mlnet_vision, architecture: {pretrained.Name} }}")
        : config.Card is null ? BackboneCatalog.Get(config.Name!, folders) : RecordReader.Read<BackboneCard>(layout.Resolve(config.Card));

    /// <summary>The network that another program starts from, looked for once.</summary>
    /// <inheritdoc cref="PretrainedNetworks.Require"/>
    public PretrainedNetwork Pretrained(VisionArchitecture architecture)
    {
        if (!_pretrained.TryGetValue(architecture, out var network))
        {
            network = _pretrained[architecture] = PretrainedNetworks.Require(architecture, folders);
        }

        return network;
    }

    /// <returns>The weights' file, whether or not it is right; null when there is none.</returns>
    public string? Find(BackboneCard card) => folders.Find(card.File);

    private string Locate(BackboneConfig config, BackboneCard card)
    {
        if (config.Path is not null)
        {
            string path = layout.Resolve(config.Path);
            return File.Exists(path) ? path : throw new PipelineException($"backbone '{card.Name}': {config.Path} (backbone.path) does not exist");
        }

        return Find(card) ?? throw new PipelineException(
            $"backbone '{card.Name}': {card.File} is in none of {string.Join(", ", folders.Folders)}; "
            + (card.Mirrors.Count > 0
                ? $"'pipeline models pull {card.Name}' fetches it ({card.Bytes / 1_000_000} MB), 'pipeline models import' brings it from another machine, --models names another folder"
                : $"{(card.Source is null ? "get it" : $"get it from {card.Source}")} and put it at {Path.Combine(folders.UserCache, card.File)}, or name its folder with --models"));
    }

    private string ReadHashed(BackboneCard card, string file, Memory<byte> model)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return stream.Length == model.Length
                ? WeightsFile.ReadHashed(stream, model)
                : throw new PipelineException(
                    $"backbone '{card.Name}': {layout.Display(file)} has {stream.Length} bytes, but its card says {card.Bytes}: it is another file or was cut short; {Mend(card)}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} cannot be read: {problem.Message}", problem);
        }
    }

    private void CheckHash(BackboneCard card, string file, string hash)
    {
        if (hash != card.Sha256)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} has SHA-256 {hash}, but its card says {card.Sha256}: it is another file or damaged; {Mend(card)}");
        }
    }

    private static string Mend(BackboneCard card) =>
        card.Mirrors.Count > 0 ? $"'pipeline models verify {card.Name}' sets it aside, 'pipeline models pull {card.Name}' gets it again" : "get it again";
}
