using Pipeline.Backbones;
using Pipeline.Features;
using Pipeline.Imaging;

namespace Pipeline.Heads;

/// <summary>The labels of one image by one head.</summary>
/// <param name="Labels">Best first.</param>
/// <param name="AreProbabilities">Whether the scores are probabilities.</param>
internal sealed record RankedLabels(IReadOnlyList<RankedLabel> Labels, bool AreProbabilities);

/// <summary>
/// Decoded images through one network, one at a time, and from there through any number of heads: the one way from pixels to labels that
/// prediction, timing and the server share. Not for two threads at once.
/// </summary>
/// <param name="backbone">The frozen network.</param>
/// <param name="session">Of that network; it goes with the pass.</param>
internal sealed class ImagePass(Backbone backbone, BackboneSession session) : IDisposable
{
    private HeldOutFeatures? _features;

    public void Transform(ReducedImage image) => EvalTransform.Transform(image, backbone.Transform, session.Pixels);

    public void Run()
    {
        session.Run();
        _features = null;
    }

    /// <param name="head">Fitted on features of this network.</param>
    /// <param name="count">How many labels at most.</param>
    public RankedLabels Answer(IHead head, int count)
    {
        _features ??= new HeldOutFeatures(new FeatureTable(session.Features.ToArray(), backbone.Dimension, session.Logits.ToArray(), backbone.ClassCount), [0]);
        var scores = head.Predict(_features);
        return new RankedLabels([.. scores.Top(0, count).Select(answer => new RankedLabel(head.Space.Answers[answer], scores.Row(0)[answer]))], scores.AreProbabilities);
    }

    public void Dispose() => session.Dispose();
}
