using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Datasets.Checking;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Splits;

namespace Pipeline.Commands;

/// <summary>Labels that heads doubt which have not seen the image.</summary>
/// <param name="Findings">The most doubtful first.</param>
/// <param name="Method">Whose answers they are, for people.</param>
internal sealed record LabelCheck(IReadOnlyList<CheckFinding> Findings, string Method)
{
    private const int Folds = 5;

    /// <summary>Share of right answers below which a head's doubts are its own errors for the most part.</summary>
    private const double Enough = 0.85;

    /// <summary>Probability by which another class must be ahead of the label.</summary>
    private const double Clear = 0.5;

    /// <summary>Asks heads fitted here on the features of a frozen network, in five folds, near-duplicates kept together.</summary>
    /// <param name="check">The dataset.</param>
    /// <param name="backbone">The network.</param>
    /// <param name="seed">Draws the folds.</param>
    /// <param name="workspace">Where networks and features are.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static LabelCheck ByNetwork(ImageCheck check, string backbone, int seed, Workspace workspace, CancellationToken cancellation)
    {
        var (images, labels) = Usable(check);
        int folds = labels.Count < 2 ? 0 : Math.Min(Folds, DuplicateGroups.Of(images).Groups.CountBy(group => group.Label).Min(count => count.Value));
        if (folds < 2)
        {
            return new LabelCheck([], "not checked: it takes two classes of two images");
        }

        var network = workspace.Backbones.Load(backbone.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? new BackboneConfig(Card: Path.GetFullPath(backbone)) : new BackboneConfig(backbone));
        using var extracted = new FeatureStore(workspace.Layout.Features, workspace.Clock)
            .GetOrExtract(new FeatureExtractor(network, check.Root, new DecodePolicy(new DecodeLimits(), AllowTruncated: false)), images, workspace.ProgressListener, cancellation);
        var split = StratifiedSplitter.Split(images, labels, new KFoldSplitConfig(folds), seed);
        var trainer = HeadTrainer.For(new LbfgsHeadConfig(), _ => throw new InvalidOperationException("This head needs no species map."));
        var outcomes = CrossValidation.Run(trainer, new FeaturedImages(extracted.Table, images, labels), split, seed, workspace.ProgressListener, cancellation);
        var answers = CrossValidation.Answers(outcomes, images);
        return Of(
            [.. answers.Select(answer => answer.Scores)], [.. answers.Select(answer => answer.Truth)], labels, image => images[answers[image].Image].Path,
            $"{folds} folds of logistic regression on the features of {network.Card.Name}");
    }

    /// <summary>Takes the held-out answers that a finished run has kept. Labels beyond an answer's best three count as 0.</summary>
    /// <exception cref="PipelineException">The run holds no probabilities of the dataset's labels, or is of other images.</exception>
    public static LabelCheck ByRun(ImageCheck check, FinishedRun run)
    {
        var labels = new LabelSet(run.Record.Data.Classes);
        if (run.Metrics.AnswerSpace == "imagenet" || !KeptAnswers.AreProbabilities(run))
        {
            throw new PipelineException($"{run.Record.Folder} has not kept probabilities of the dataset's labels: name a run of another head");
        }

        var (images, _) = Usable(check);
        var paths = images.ToLookup(image => image.ContentHash, image => image.Path, StringComparer.Ordinal);
        var kept = PredictionsReader.Read(run).Where(answer => paths.Contains(answer.Sha256)).GroupBy(answer => (answer.Sha256, answer.Truth)).ToArray();
        if (kept.Length == 0)
        {
            throw new PipelineException($"{run.Record.Folder} is about other images than {check.Root}");
        }

        return Of(
            [.. kept.Select(answers => Mean([.. answers], labels))], [.. kept.Select(answers => labels.IndexOf(answers.Key.Truth))], labels, image => paths[kept[image].Key.Sha256].First(),
            $"the held-out answers of {run.Record.Folder} about {kept.Length} of {images.Count} images");
    }

    private static LabelCheck Of(double[][] probabilities, int[] truths, LabelSet labels, Func<int, string> path, string method)
    {
        double right = probabilities.Zip(truths).Average(image => Array.IndexOf(image.First, image.First.Max()) == image.Second ? 1.0 : 0);
        string told = string.Create(CultureInfo.InvariantCulture, $"{method}, right on {100 * right:F0} %");
        return right < Enough
            ? new LabelCheck([], $"{told}: too weak to doubt a label, take a stronger network (--backbone)")
            : new LabelCheck(
                [.. ConfidentLearning.Doubtful(probabilities, truths).Where(doubt => doubt.Margin >= Clear).Select(doubt => Finding(path(doubt.Image), labels[doubt.Likely], doubt))], told);
    }

    private static double[] Mean(SavedAnswer[] answers, LabelSet labels)
    {
        double[] mean = new double[labels.Count];
        foreach (var label in answers.SelectMany(answer => answer.Top))
        {
            mean[labels.IndexOf(label.Label)] += label.Score / answers.Length;
        }

        return mean;
    }

    private static CheckFinding Finding(string path, string likely, DoubtfulLabel doubt) => new(CheckKind.LabelError, [path], string.Create(
        CultureInfo.InvariantCulture, $"more likely '{likely}': {100 * doubt.Probability:F0} % against {100 * doubt.OwnProbability:F0} %"));

    /// <summary>The images that decode and stand under one label, of the classes that have at least two.</summary>
    private static (IReadOnlyList<LabeledImage> Images, LabelSet Labels) Usable(ImageCheck check)
    {
        var conflicting = check.Images.Where(image => image.Decodes).GroupBy(image => image.ContentHash, StringComparer.Ordinal)
            .Where(same => same.DistinctBy(image => image.Label).Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        CheckedImage[] sound = [.. check.Images.Where(image => image.Decodes && !conflicting.Contains(image.ContentHash))];
        var labels = new LabelSet(sound.GroupBy(image => image.Label, StringComparer.Ordinal).Where(ofClass => ofClass.DistinctBy(image => check.Groups[image.ContentHash]).Count() > 1)
            .Select(ofClass => ofClass.Key).Order(StringComparer.Ordinal));
        return (
            [.. sound.Where(image => labels.IndexOf(image.Label) >= 0).Select(image => new LabeledImage(image.Path, labels.IndexOf(image.Label), image.ContentHash) { Group = check.Groups[image.ContentHash] })],
            labels);
    }
}
