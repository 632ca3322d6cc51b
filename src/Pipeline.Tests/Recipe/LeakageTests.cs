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
    private static readonly SplitConfig HoldOut = new HoldOutSplitConfig(Test: 0.34, Repeats: 2, Validation: 0.25);

    private readonly SampleProject _project = new();
    private readonly FeatureTable _features;
    private readonly ScannedImages _scan;

    public LeakageTests()
    {
        var workspace = _project.Workspace();
        var config = _project.Experiment();
        var decoding = DecodePolicy.Of(config.Dataset);
        _scan = ImageFolder.Scan(_project.Images, config.Dataset, config.Seed, new VerdictCache(ImageInspection.Inspector(decoding.Limits)), workspace.ProgressListener, CancellationToken.None);
        var extractor = new FeatureExtractor(workspace.Backbones.Load(config.Backbone), _scan.Root, decoding);
        _features = new FeatureStore(workspace.Layout.Features).GetOrExtract(extractor, _scan.Images, workspace.ProgressListener, CancellationToken.None).Table;
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("softmax")]
    [InlineData("{ kind: softmax, optimizer: sgd, batch_size: 4 }")]
    [InlineData("lbfgs")]
    [InlineData("sdca")]
    public void Other_labels_of_the_test_images_change_no_byte_of_a_trained_head(string head)
    {
        var split = StratifiedSplitter.Split(_scan.Images, _scan.Labels, HoldOut, seed: 42);
        var trainer = HeadTrainer.For(_project.Experiment($"head={head}").Head, _ => throw new InvalidOperationException());

        var honest = Heads(trainer, split, _ => []);
        var testMixedUp = Heads(trainer, split, fold => fold.Test);
        var trainingMixedUp = Heads(trainer, split, fold => fold.Train);

        Assert.Equal(2, honest.Length);
        Assert.Equal(honest, testMixedUp);
        Assert.All(honest.Zip(trainingMixedUp), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    /// <summary>The bytes of each fold's head and its curve, as hex.</summary>
    private string[] Heads(HeadTrainer trainer, DatasetSplit split, Func<Fold, int[]> mixedUp) =>
        [.. split.Folds.Select(fold => Head(trainer, split, fold, mixedUp(fold)))];

    private string Head(HeadTrainer trainer, DatasetSplit split, Fold fold, int[] mixedUp)
    {
        LabeledImage[] images = [.. _scan.Images.Select((image, i) => mixedUp.Contains(i) ? image with { Label = (image.Label + 1) % _scan.Labels.Count } : image)];
        var outcome = CrossValidation
            .Run(trainer, new FeaturedImages(_features, images, _scan.Labels), split, seed: 42, _project.Workspace().ProgressListener, CancellationToken.None)
            .Single(outcome => ReferenceEquals(outcome.Fold, fold));
        using var bytes = new MemoryStream();
        HeadFile.Write(outcome.Trained.Head, bytes);
        return Convert.ToHexStringLower(bytes.ToArray()) + string.Join('\n', outcome.Trained.Curve);
    }
}
