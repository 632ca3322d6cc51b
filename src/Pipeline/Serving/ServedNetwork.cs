using Pipeline.Backbones;
using Pipeline.Heads;

namespace Pipeline.Serving;

/// <summary>A network that is loaded once, whatever the number of workers and of models over it.</summary>
/// <param name="backbone">The frozen network.</param>
/// <param name="threads">Threads inside one forward pass.</param>
internal sealed class ServedNetwork(Backbone backbone, int threads) : IDisposable
{
    private readonly BackboneSession _session = backbone.Open(threads);

    public Backbone Backbone => backbone;

    /// <returns>For one more thread, over the same weights; to be disposed before this.</returns>
    public ImagePass OpenPass() => new(backbone, _session.Share());

    public void Dispose() => _session.Dispose();
}
