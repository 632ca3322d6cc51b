using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>
/// One thread's tensors over every served network. An image is decoded once and goes once through each network that is asked, whatever the
/// number of heads over it; where the models' rules for decoding differ, once for each rule.
/// </summary>
internal sealed class PredictionWorker(IEnumerable<ServedNetwork> networks, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<ServedNetwork, ImagePass> _passes = networks.ToDictionary(network => network, network => network.OpenPass());

    /// <exception cref="UndecodableImageException">The bytes are no usable image.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked has gone.</exception>
    public PredictedImage Predict(byte[] bytes, PredictionJob job)
    {
        double queued = Since(job.Queued, out _);
        var size = default(PixelSize);
        var answers = new Dictionary<ServedModel, ModelAnswer>(job.Models.Count);
        Dictionary<(DecodePolicy, int), (ReducedImage Image, double Ms)> decoded = [];
        foreach (var group in job.Models.GroupBy(model => (model.Network, model.Decoding)))
        {
            job.Abandoned.ThrowIfCancellationRequested();
            var (network, decoding) = group.Key;
            var key = (decoding, network.Backbone.Transform.ResizeShorterSide);
            if (!decoded.TryGetValue(key, out var picture))
            {
                long start = clock.GetTimestamp();
                var image = decoding.Decode(bytes, network.Backbone.Transform);
                picture = decoded[key] = (image, Since(start, out _));
                size = new PixelSize(image.Width, image.Height);
            }

            Answer([.. group], picture.Image, picture.Ms, job.Labels, answers);
        }

        return new PredictedImage(size, [.. job.Models.Select(model => answers[model])], queued);
    }

    public void Dispose()
    {
        foreach (var pass in _passes.Values)
        {
            pass.Dispose();
        }
    }

    private void Answer(ServedModel[] models, ReducedImage image, double decodeMs, int labels, Dictionary<ServedModel, ModelAnswer> answers)
    {
        var pass = _passes[models[0].Network];
        long start = clock.GetTimestamp();
        pass.Transform(image);
        double transformMs = Since(start, out long transformed);
        pass.Run();
        double backboneMs = Since(transformed, out long at);
        foreach (var model in models)
        {
            var ranked = pass.Answer(model.Head, labels);
            double headMs = Since(at, out at);
            answers[model] = new ModelAnswer(
                model.Id,
                [.. ranked.Labels.Select(label => new LabelAnswer(label.Label, ranked.AreProbabilities ? label.Score : null, label.Score))],
                new TimingAnswer(decodeMs, transformMs, backboneMs, headMs, decodeMs + transformMs + backboneMs + headMs));
        }
    }

    private double Since(long start, out long now)
    {
        now = clock.GetTimestamp();
        return clock.GetElapsedTime(start, now).TotalMilliseconds;
    }
}
