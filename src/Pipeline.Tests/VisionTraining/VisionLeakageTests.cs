using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.Tests.Recipe;
using Pipeline.Vision.Protocol;
using Pipeline.VisionTraining;

namespace Pipeline.Tests.VisionTraining;

/// <summary>What another program is handed of the images that its model is judged by: their pixels, and nothing else.</summary>
[Trait("tier", "leakage")]
public sealed class VisionLeakageTests : IDisposable
{
    private static readonly HoldOutSplitConfig HoldOut = new(Test: 0.34, Validation: 0.25);

    private readonly SampleProject _project = new();
    private readonly ScannedImages _scan;
    private readonly DatasetSplit _split;
    private readonly VisionSource _source;

    public VisionLeakageTests()
    {
        _scan = _project.Workspace().Setup.Prepare(_project.Experiment(), CancellationToken.None).Data.Scan;
        _split = StratifiedSplitter.Split(_scan.Images, _scan.Labels, HoldOut, seed: 42);
        string network = _project["models", VisionArchitecture.MobilenetV2.NetworkFile];
        File.WriteAllText(network, "no network, but the stand-in asks for none");
        _source = new VisionSource(
            VisionProject.StandIn, new TrainerIdentity("the stand-in", "1", []), new PretrainedNetwork(PretrainedNetworks.CardOf(VisionArchitecture.MobilenetV2, network), network), _project["errors"]);
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Other_labels_of_the_held_out_images_change_no_byte_of_a_fold()
    {
        var fold = Assert.Single(_split.Folds);
        var honest = Fit(mixedUp: []);

        Assert.Equal(honest, Fit(fold.Test));
        Assert.NotEqual(honest.Model, Fit(fold.Train).Model);
    }

    [Fact]
    public void A_request_holds_each_image_of_the_fold_once_and_no_label_of_those_that_are_held_out()
    {
        var fold = Assert.Single(_split.Folds);
        TrainingRequest? request = null;

        // The first line of a training's log comes when it has ended, and before its folder goes.
        Run(_scan, (_, _) => request ??= ExchangeFile.Read(
            Path.Combine(_project["scratch"], "repeat-0-fold-0", VisionProtocol.Request), ExchangeJson.Readable.TrainingRequest));

        Assert.Equal((fold.Train.Length, fold.Validation.Length, fold.Test.Length), (request!.Training.Count, request.Validation.Count, request.HeldOut.Count));
        Assert.True(fold.Validation.Length > 0, "The split sets none aside.");
        string[] all = [.. request.Training.Concat(request.Validation).Select(row => row.File), .. request.HeldOut];
        Assert.Equal(_scan.Images.Count, all.Distinct().Count());
        Assert.Equal(fold.Test.Select(image => _scan.Images[image].ContentHash), request.HeldOut.Select(Path.GetFileNameWithoutExtension));
        Assert.DoesNotContain(_scan.Labels.Names, label => all.Any(file => file.Contains(label, StringComparison.Ordinal)));
    }

    /// <summary>Hash of the fold's model, its curve, and what it says of the held-out images, after the labels of some images were mixed up.</summary>
    private (string Model, string Curve, string Scores) Fit(int[] mixedUp)
    {
        LabeledImage[] images = [.. _scan.Images.Select((image, i) => mixedUp.Contains(i) ? image with { Label = (image.Label + 1) % _scan.Labels.Count } : image)];
        var outcome = Assert.Single(Run(_scan with { Images = images }, (_, _) => { }).Folds);
        var scores = Enumerable.Range(0, outcome.Scores.Count).Select(i => string.Join(' ', outcome.Scores.Row(i).ToArray()));
        return (((VisionModel)outcome.Trained).Outcome.Card.Sha256, string.Join('\n', outcome.Trained.Curve), string.Join('\n', scores));
    }

    private VisionOutcome Run(ScannedImages scan, Action<string, string> log)
    {
        var head = new MlNetVisionHeadConfig(VisionArchitecture.MobilenetV2, Epochs: 3);
        var fits = new VisionFits(_source, head, scan, new DecodePolicy(new DecodeLimits(), AllowTruncated: false));
        string scratch = _project["scratch"];
        var outcome = fits.Run(_split, seed: 42, scratch, log, Progress.Unheard, CancellationToken.None);
        Directory.Delete(scratch, recursive: true);
        return outcome;
    }
}
