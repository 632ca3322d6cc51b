using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>Files that an export has written; null for one that it has not.</summary>
internal sealed record ExportedFiles(string? Onnx, string? Zip);

/// <summary>How exported files compare with the pipeline.</summary>
/// <param name="Images">Images compared.</param>
/// <param name="LargestDifference">Of any score of any image, by the ONNX model from the pipeline's own tensor.</param>
/// <param name="Zip">First labels of the ML.NET model from the image's file.</param>
internal sealed record ExportedFilesReport(int Images, double? LargestDifference, ExportAgreement? Zip)
{
    /// <summary>What an ONNX model may differ by.</summary>
    public const double Tolerance = 1e-5;
}

/// <summary>Loads exported files as another program would, and asks them and the pipeline about the same images.</summary>
internal sealed class ExportedFilesCheck : IDisposable
{
    private readonly HeadSubject _subject;
    private readonly Backbones.BackboneSession _session;
    private readonly InferenceSession? _onnx;
    private readonly PredictionEngine<PhotoRow, LabelRow>? _zip;

    private ExportedFilesCheck(ExportedFiles files, HeadSubject subject)
    {
        _subject = subject;
        _session = subject.Backbone.Open(threads: 0);
        _onnx = files.Onnx is { } onnx ? new InferenceSession(onnx) : null;
        var ml = new MLContext(seed: 0);
        _zip = files.Zip is { } zip ? ml.Model.CreatePredictionEngine<PhotoRow, LabelRow>(ml.Model.Load(zip, out _)) : null;
    }

    public static ExportedFilesReport Run(ExportedFiles files, HeadSubject subject, IProgress<Progress> progress, CancellationToken cancellation)
    {
        using var check = new ExportedFilesCheck(files, subject);
        double largest = 0;
        int agreeing = 0, unreadable = 0, count = subject.Images.Count;
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = Path.Combine(subject.Root, subject.Images[i].Path);
            var ours = check.Predict(path);
            largest = Math.Max(largest, check.Difference(ours));
            string? label = check.LabelOf(path);
            unreadable += label is null ? 1 : 0;
            agreeing += label == subject.Head.Space.Answers[ours.Top(0, 1)[0]] ? 1 : 0;
            progress.Report(new Progress("comparing with the pipeline", i + 1, count, "images"));
        }

        return new ExportedFilesReport(count, check._onnx is null ? null : largest, check._zip is null ? null : new ExportAgreement(count, agreeing, unreadable));
    }

    public void Dispose()
    {
        _session.Dispose();
        _onnx?.Dispose();
        _zip?.Dispose();
    }

    private ScoreTable Predict(string path)
    {
        var backbone = _subject.Backbone;
        EvalTransform.Transform(_subject.Decoding.Decode(File.ReadAllBytes(path), backbone.Transform), backbone.Transform, _session.Pixels);
        _session.Run();
        var table = new FeatureTable(_session.Features.ToArray(), backbone.Dimension, _session.Logits.ToArray(), backbone.ClassCount);
        return _subject.Head.Predict(new HeldOutFeatures(table, [0]));
    }

    private double Difference(ScoreTable ours)
    {
        if (_onnx is null)
        {
            return 0;
        }

        int side = _subject.Backbone.Transform.Crop;
        var pixels = new DenseTensor<float>(_session.Pixels.ToArray(), [1, 3, side, side]);
        using var theirs = _onnx.Run([NamedOnnxValue.CreateFromTensor(_onnx.InputNames[0], pixels)]);
        return theirs[0].AsEnumerable<float>().Zip(ours.Row(0).ToArray(), (their, our) => Math.Abs(their - our)).Max();
    }

    // ML.NET says with whatever exception its decoder throws that it cannot read a file.
    private string? LabelOf(string path)
    {
        try
        {
            return _zip?.Predict(new PhotoRow { ImagePath = path }).PredictedLabel;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IOException)
        {
            return null;
        }
    }

    private sealed class LabelRow
    {
        public string PredictedLabel { get; set; } = "";
    }
}
