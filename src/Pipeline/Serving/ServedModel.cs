using Pipeline.Artifacts;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>What answers a request.</summary>
/// <param name="Id">By which requests name it: a run's folder, or <c>zero-shot:BACKBONE</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Network">The network, which other models may share.</param>
/// <param name="Head">The head.</param>
/// <param name="Decoding">What decodes.</param>
/// <param name="Run">The finished run it comes from; null for a network's own classes.</param>
internal sealed record ServedModel(string Id, string Name, ServedNetwork Network, IHead Head, DecodePolicy Decoding, FinishedRun? Run = null);
