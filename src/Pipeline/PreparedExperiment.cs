using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.VisionTraining;

namespace Pipeline;

/// <summary>Everything that a run is made of, before anything is computed: together it is the run's identity.</summary>
/// <param name="Config">The experiment.</param>
/// <param name="Data">Its images, and who may see which.</param>
/// <param name="Frozen">The frozen network; null where another program trains on the images themselves.</param>
/// <param name="Species">The species map, for a head that reads one.</param>
/// <param name="Vision">That other program; null where heads learn from features.</param>
internal sealed record PreparedExperiment(ExperimentConfig Config, SplitImages Data, Backbone? Frozen, SpeciesMap? Species, VisionSource? Vision = null)
{
    /// <summary>The frozen network that features come from.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Backbone Backbone => Frozen ?? throw new InvalidOperationException($"{Config.Name} has no frozen network.");

    /// <summary>Facts about the network, whoever runs it.</summary>
    public BackboneCard Network => Frozen?.Card ?? Vision!.Network.Card;

    /// <summary>Whether there is anything to fit; zero-shot has no training time.</summary>
    public bool Learns => Vision is not null || Trainer.Learns;

    /// <summary>The config with every default, as it is kept.</summary>
    public string Resolved { get; } = ConfigWriter.Write(Config);

    /// <summary>Fits heads on features; another program needs none.</summary>
    public HeadTrainer Trainer => field ??= HeadTrainer.For(Config.Head, zeroShot => new ZeroShotTrainer(zeroShot.LabelSpace, Species!));

    public DecodePolicy Decoding { get; } = DecodePolicy.Of(Config.Dataset);

    public RunIdentity Identity => new(Hashing.OfText(Resolved), Data.LedgerHash, Data.Split.Hash, Network.Sha256, Species?.Hash, RunEnvironment.ProductVersion, Vision?.Identity);

    public FeatureExtractor Extractor => new(Backbone, Data.Scan.Root, Decoding);

    public FeaturedImages With(FeatureTable features) => new(features, Data.Scan.Images, Data.Scan.Labels);

    /// <summary>What a test of this size can show, in one line.</summary>
    public string TestSize => Evaluation.TestSize.Describe(Data.HeldOut);
}

/// <summary>Images and who may see which. The experiments of a sweep share it.</summary>
/// <param name="Scan">The images.</param>
/// <param name="Split">Who may see which.</param>
/// <param name="SplitPath">The split's file, relative to the project root; null where it was drawn and not kept.</param>
internal sealed record SplitImages(ScannedImages Scan, DatasetSplit Split, string? SplitPath)
{
    /// <summary>Each file and its final state.</summary>
    public ImageLedger Ledger { get; } = Scan.Ledger.WithSplit(Scan.Images, Split);

    public string LedgerHash => field ??= Ledger.Hash;

    public string LedgerText => field ??= Ledger.ToCsv();

    /// <summary>Files left out.</summary>
    public int Excluded => Ledger.Entries.Count(entry => entry.State == LedgerState.Excluded);

    /// <summary>Different images among those held out; copies count once.</summary>
    public int HeldOut => Split.Folds.SelectMany(fold => fold.Test).Select(image => Scan.Images[image].Group).Distinct().Count();
}
