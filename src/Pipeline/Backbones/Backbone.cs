using Pipeline.Imaging;

namespace Pipeline.Backbones;

/// <summary>A frozen network whose weights were found and checked.</summary>
/// <param name="card">Facts about the weights.</param>
/// <param name="tap">Where features and class scores come out.</param>
/// <param name="weights">The checked file.</param>
internal sealed class Backbone(BackboneCard card, FeatureTap tap, WeightsFile weights)
{
    public BackboneCard Card => card;

    /// <summary>Where features and class scores come out.</summary>
    public FeatureTap Tap => tap;

    /// <summary>The file of the weights, as its card describes it.</summary>
    public string ModelFile => weights.Path;

    public TransformSpec Transform { get; } = card.Transform.ToSpec();

    public int Dimension => tap.Dimension;

    public int ClassCount => tap.ClassCount;

    /// <summary>Frees the memory of weights that were checked and not opened yet.</summary>
    public void Forget() => weights.Forget();

    /// <summary>Loads the network; it goes with the session.</summary>
    /// <param name="threads">Threads inside one forward pass; 0 takes every core.</param>
    /// <exception cref="PipelineException">ONNX Runtime does not take the network.</exception>
    public BackboneSession Open(int threads) => BackboneSession.Load(card, tap, weights.Take(), threads);
}
