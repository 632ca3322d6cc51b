using Pipeline.Configuration;

namespace Pipeline.Backbones;

/// <summary>A config's backbone into a checked network. Nothing is downloaded.</summary>
/// <param name="folders">Where weights are looked for.</param>
/// <param name="layout">The project that relative paths belong to.</param>
internal sealed class BackboneLoader(ModelFolders folders, ProjectLayout layout)
{
    // Experiments of one sweep share a backbone; finding and hashing 100 MB once is enough.
    private readonly Dictionary<BackboneConfig, Backbone> _loaded = [];

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
        string file = Locate(config, card);
        byte[] model = File.ReadAllBytes(file);
        Check(card, file, model);
        try
        {
            var graph = OnnxGraph.Read(model);
            var tap = FeatureTap.Find(graph, card.Logits, card.FeatureTensor);
            if (card.Labels == OutputLabels.Imagenet1k && tap.ClassCount != ImageNetClasses.Count)
            {
                throw new InvalidDataException($"it has {tap.ClassCount} outputs, but its card says the {ImageNetClasses.Count} classes of ImageNet (labels)");
            }

            return new Backbone(card, tap, Tap(card, model, tap.Appendix(graph)));
        }
        catch (InvalidDataException problem)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} cannot be used: {problem.Message}", problem);
        }
    }

    public BackboneCard Card(BackboneConfig config) =>
        config.Card is null ? BackboneCatalog.Get(config.Name!) : RecordReader.Read<BackboneCard>(layout.Resolve(config.Card));

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
            + $"{(card.Source is null ? "get it" : $"get it from {card.Source}")} and put it at {Path.Combine(folders.UserCache, card.File)}, or name its folder with --models");
    }

    private void Check(BackboneCard card, string file, byte[] model)
    {
        if (model.Length != card.Bytes)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} has {model.Length} bytes, but its card says {card.Bytes}: it is another file or was cut short; get it again");
        }

        string hash = Hashing.OfBytes(model);
        if (hash != card.Sha256)
        {
            throw new PipelineException($"backbone '{card.Name}': {layout.Display(file)} has SHA-256 {hash}, but its card says {card.Sha256}: it is another file or damaged; get it again");
        }
    }

    // ML.NET loads networks from files only, with the outputs they have; so the features need a file of their own.
    private string Tap(BackboneCard card, byte[] model, byte[] appendix)
    {
        string path = Path.Combine(layout.Cache, $"{card.Name}-{card.Sha256[..8]}-features.onnx");
        byte[] wanted = [.. model, .. appendix];
        if (!File.Exists(path) || new FileInfo(path).Length != wanted.Length || Hashing.OfBytes(File.ReadAllBytes(path)) != Hashing.OfBytes(wanted))
        {
            WholeFile.Write(path, stream => stream.Write(wanted));
        }

        return path;
    }
}
