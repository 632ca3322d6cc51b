using System.Reflection;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;

namespace Pipeline.Tests.Recipe;

/// <summary>What a head has learnt must not depend on the labels that it is scored on.</summary>
[Trait("tier", "leakage")]
public sealed class LeakageTests : IDisposable
{
    private static readonly SplitConfig HoldOut = new HoldOutSplitConfig(Test: 0.34, Validation: 0.25);

    private readonly SampleProject _project = new();
    private readonly FeatureTable _features;
    private readonly ScannedImages _scan;

    public LeakageTests()
    {
        var workspace = _project.Workspace();
        var config = _project.Experiment();
        var decoding = DecodePolicy.Of(config.Dataset);
        var verdicts = new VerdictCache(ImageInspection.Inspector(decoding.Limits));
        _scan = ImageFolder.Scan(_project.Images, config.Dataset, config.Seed, verdicts, workspace.ProgressListener, CancellationToken.None);
        var extractor = new FeatureExtractor(workspace.Backbones.Load(config.Backbone!), _scan.Root, decoding);
        var store = new FeatureStore(workspace.Layout.Features, TimeProvider.System);
        _features = store.GetOrExtract(extractor, _scan.Images, workspace.ProgressListener, CancellationToken.None).Table;
    }

    public void Dispose() => _project.Dispose();

    public static TheoryData<string> Heads =>
    [
        .. typeof(HeadConfig).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HeadConfig)) && type != typeof(ZeroShotHeadConfig) && type != typeof(MlNetVisionHeadConfig)) // Another program's: VisionLeakageTests.
            .Select(type => type.GetCustomAttribute<KindAttribute>()!.Name).Order(StringComparer.Ordinal),
        "{ kind: softmax, optimizer: sgd, batch_size: 4 }",
    ];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Other_labels_of_the_test_images_change_no_byte_of_a_trained_head(string head)
    {
        var split = StratifiedSplitter.Split(_scan.Images, _scan.Labels, HoldOut, seed: 42);
        var trainer = HeadTrainer.For(_project.Experiment($"head={head}").Head, _ => throw new InvalidOperationException());
        var fold = Assert.Single(split.Folds);

        var honest = Fit(trainer, split, mixedUp: []);

        Assert.Equal(honest, Fit(trainer, split, fold.Test));
        Assert.NotEqual(honest.Head, Fit(trainer, split, fold.Train).Head);
    }

    /// <summary>The head's bytes, its curve, and what it says of the test images, after the labels of some images were mixed up.</summary>
    private (string Head, string Curve, string Scores) Fit(HeadTrainer trainer, DatasetSplit split, int[] mixedUp)
    {
        LabeledImage[] images = [.. _scan.Images.Select((image, i) => mixedUp.Contains(i) ? image with { Label = (image.Label + 1) % _scan.Labels.Count } : image)];
        var outcome = Assert.Single(CrossValidation.Run(
            trainer, new FeaturedImages(_features, images, _scan.Labels), split, seed: 42, _project.Workspace().ProgressListener, CancellationToken.None));
        using var bytes = new MemoryStream();
        HeadFile.Write(((TrainedHead)outcome.Trained).Head, bytes);
        var scores = Enumerable.Range(0, outcome.Scores.Count).Select(i => string.Join(' ', outcome.Scores.Row(i).ToArray()));
        return (Convert.ToHexStringLower(bytes.ToArray()), string.Join('\n', outcome.Trained.Curve), string.Join('\n', scores));
    }
}
