using System.Numerics.Tensors;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.VisionTraining;

namespace Pipeline.Commands;

/// <summary>What a repetition says of one stage.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="IsSame">Null where nothing is left to compare with.</param>
/// <param name="Detail">What differs, and by how much.</param>
/// <param name="IsRounding">Whether the difference is no larger than other registers of another processor make it.</param>
internal sealed record StageVerdict(string Stage, bool? IsSame, string Detail = "", bool IsRounding = false)
{
    /// <summary>Of numbers of the network, relative to the largest of them: single precision has 24 bits, and a ResNet adds up thousands of products.</summary>
    public const double NetworkRounding = 1e-4;

    /// <summary>Of scores and what is computed from them. No grade and no count changes by so little.</summary>
    public const double ScoreRounding = 1e-3;
}

/// <summary>
/// An experiment again, from the files on: what would make it quick (verdicts on files, the split file, the feature store) is not read, so it cannot
/// hide a difference. Later stages go on from the new results, as the run itself would.
/// </summary>
internal sealed class RunVerification(OpenedRun opened, IProgress<Progress> progress)
{
    private readonly FinishedRun _run = opened.Run;
    private readonly ExperimentConfig _config = opened.Config;
    private readonly Workspace _workspace = opened.Workspace;

    /// <exception cref="PipelineException">The data or the weights are not here, or a fit fails.</exception>
    public IEnumerable<StageVerdict> Stages(CancellationToken cancellation)
    {
        var was = _run.Metrics.Identity;
        string resolved = Kept(RunFiles.Config);
        yield return Hash("config", was.Config, Hashing.OfText(resolved), $"{RunFiles.Config} was edited after the run");

        var experiment = _workspace.Setup.PrepareAnew(_config, cancellation);
        yield return Hash("images", was.Ledger, experiment.Data.LedgerHash, TextDifference.Of(Kept(RunFiles.Ledger), experiment.Data.LedgerText).Text);
        yield return Hash("split", was.Split, experiment.Data.Split.Hash, "other images are held out");
        yield return Hash("weights", was.Weights + was.SpeciesMap, experiment.Network.Sha256 + experiment.Species?.Hash, "the network or the species map is another one");

        if (experiment.Vision is { } source)
        {
            yield return Hash("trainer", was.Trainer ?? "", source.Identity, $"it was {_run.Record.Vision?.Trainer}, and is {source.Trainer}");
            yield return OfModel();
            yield break;
        }

        var images = experiment.Data.Scan.Images;

        // A store of its own, so that nothing comes from the one in use.
        using var scratch = new ScratchPlace(Path.Combine(_workspace.Layout.Cache, $"verify-{Environment.ProcessId}{Leftovers.Scratch}"));
        using var extracted = new FeatureStore(scratch.Path, _workspace.Clock).GetOrExtract(experiment.Extractor, images, progress, cancellation);
        using var kept = new FeatureStore(_workspace.Layout.Features, _workspace.Clock).Find(experiment.Backbone, images);
        yield return Compare(extracted.Table, kept?.Table);

        var fitted = FittedExperiment.Of(experiment, extracted.Table, progress, cancellation);
        var head = ((TrainedHead)fitted.Final).Head;
        string? hash = experiment.Species is null ? HeadHash(head) : null;
        var ofHead = hash == _run.Metrics.Head ? new StageVerdict("head", true) : HeadDifference(head, experiment.With(extracted.Table));
        yield return ofHead;
        yield return Compare("predictions", RunFiles.Predictions, RunTables.Predictions(fitted.Graded, images, experiment.Data.Scan.Labels));

        var identity = experiment.Identity with { Config = Hashing.OfText(resolved) };

        // Another head was told of above; where it differs by rounding, what follows from it is compared without its hash.
        yield return Compare("metrics", RunFiles.Metrics, (fitted.Metrics(experiment, ofHead.IsRounding ? _run.Metrics.Head : hash) with { Identity = identity }).ToJson());
    }

    private static StageVerdict Hash(string stage, string was, string isNow, string detail) => new(stage, was == isNow, was == isNow ? "" : detail);

    private StageVerdict Compare(string stage, string file, string text)
    {
        var difference = TextDifference.Of(Kept(file), text);
        return new StageVerdict(stage, difference.IsNone, difference.Text, difference.Largest <= StageVerdict.ScoreRounding);
    }

    private string Kept(string file) => RunText.Read(Path.Combine(_run.Path, file));

    private static StageVerdict Compare(FeatureTable features, FeatureTable? kept)
    {
        if (kept is null)
        {
            return new StageVerdict("features", null, "the feature store no longer holds them all");
        }

        double largest = Enumerable.Range(0, features.Count).Max(i => Math.Max(Largest(features.Features(i), kept.Features(i)), Largest(features.Logits(i), kept.Logits(i))));
        double size = Enumerable.Range(0, features.Count).Max(i => Math.Max(Size(features.Features(i)), Size(features.Logits(i))));
        return largest == 0
            ? new StageVerdict("features", true)
            : new StageVerdict("features", false, FormattableString.Invariant($"by at most {largest:G3}, where the largest number is {size:G3}"), largest <= StageVerdict.NetworkRounding * size);
    }

    private static double Size(ReadOnlySpan<float> numbers) => numbers.IsEmpty ? 0 : Math.Abs((double)TensorPrimitives.MaxMagnitude(numbers));

    private static double Largest(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
        }

        return largest;
    }

    /// <summary>The kept model is the one that was trained. A training is not done again: its first weights are random, so that it could only differ.</summary>
    private StageVerdict OfModel()
    {
        try
        {
            return Hash("model", _run.Record.Vision?.ModelSha256 ?? "", KeptVisionModel.Read(_run.Path).Sha256, $"{RunFiles.Model} is another one");
        }
        catch (PipelineException problem)
        {
            return new StageVerdict("model", false, problem.Message);
        }
    }

    private static string HeadHash(IHead head)
    {
        using var bytes = new MemoryStream();
        HeadFile.Write(head, bytes);
        return Hashing.OfBytes(bytes.ToArray());
    }

    private StageVerdict HeadDifference(IHead head, FeaturedImages images)
    {
        var kept = KeptHead.Read(_run, _config);
        if (kept.Shape != head.Shape)
        {
            return new StageVerdict("head", false, $"it was {kept.Shape}, and is {head.Shape}");
        }

        var every = images.HeldOut([.. Enumerable.Range(0, images.Images.Count)]);
        ScoreTable was = kept.Predict(every), isNow = head.Predict(every);
        double largest = Enumerable.Range(0, was.Count).Max(i => was.Row(i).ToArray().Zip(isNow.Row(i).ToArray(), (a, b) => Math.Abs(a - b)).Max());
        return new StageVerdict("head", false, FormattableString.Invariant($"its scores of the images by at most {largest:G3}"), largest <= StageVerdict.ScoreRounding);
    }
}
