namespace Pipeline.Backbones;

/// <summary>
/// The checked bytes of a network, its features among the outputs. The first session takes those that were read for the check; a later one reads
/// and checks the file again, so that no run holds 100 MB that it may not need any more.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="first">The model, as it was read for the check.</param>
/// <param name="again">Reads and checks it once more.</param>
internal sealed class WeightsFile(string path, byte[] first, Func<byte[]> again)
{
    private byte[]? _first = first;

    public string Path => path;

    /// <exception cref="PipelineException">The file is not any more what its card says.</exception>
    public byte[] Take() => Interlocked.Exchange(ref _first, null) ?? again();
}
