using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Tests.Exports;

/// <summary>A network and labelled pictures with their features, ready for heads.</summary>
internal sealed class TinyStudy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="card">A card file whose weights lie in <paramref name="models"/>; the tiny network when absent.</param>
    public TinyStudy(string? card = null, string? models = null, int perClass = 6)
    {
        SampleImage.WriteDataset(Data, perClass, "fox", "Känguru", "sea horse");
        Backbone = new BackboneLoader(new ModelFolders([models ?? _folder.Path], _folder.Path), new ProjectLayout(_folder.Path))
            .Load(new BackboneConfig(Card: card ?? TinyBackbone.Write(_folder.Path)));
        Scan = ImageFolder.Scan(Data, new DatasetConfig(Data), 1, new VerdictCache(ImageInspection.Inspector(Decoding.Limits)), null, CancellationToken.None);
        var rows = new Dictionary<string, FeatureRow>();
        new FeatureExtractor(Backbone, Data, Decoding).Extract(Scan.Images, row => rows[row.ContentHash] = row, new Progress<Progress>(), CancellationToken.None);
        Images = new FeaturedImages(
            new FeatureTable(
                [.. Scan.Images.SelectMany(image => rows[image.ContentHash].Features)], Backbone.Dimension,
                [.. Scan.Images.SelectMany(image => rows[image.ContentHash].Logits)], Backbone.ClassCount),
            Scan.Images, Scan.Labels);
    }

    public static DecodePolicy Decoding { get; } = DecodePolicy.Of(new DatasetConfig("."));

    public string Folder => _folder.Path;

    public string Data => _folder["data"];

    public Backbone Backbone { get; }

    public ScannedImages Scan { get; }

    public FeaturedImages Images { get; }

    public IHead Fit(HeadConfig config) =>
        HeadTrainer.For(config, zeroShot => new ZeroShotTrainer(zeroShot.LabelSpace, Species)).Fit(Images.Training(Every), null, 1, CancellationToken.None).Head;

    public ScoreTable Predict(IHead head) => head.Predict(Images.HeldOut(Every));

    /// <summary>What the network is shown of an image, <c>[3, H, W]</c>.</summary>
    public float[] Pixels(LabeledImage image)
    {
        var pixels = new float[Backbone.Transform.TensorLength];
        EvalTransform.Apply(File.ReadAllBytes(Scan.FullPath(image)), Backbone.Transform, Decoding.Limits, false, pixels);
        return pixels;
    }

    public void Dispose() => _folder.Dispose();

    private int[] Every => [.. Enumerable.Range(0, Scan.Images.Count)];

    private static SpeciesMap Species { get; } = new(
        new SpeciesMapFile(1, [new("fox", ["n02119022", "n02119789"]), new("Känguru", ["n01877812"]), new("sea horse", ["n01910747..n01914609"])]), "", "species.yaml");
}
