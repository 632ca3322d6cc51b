using System.Security.Cryptography;

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

    /// <summary>Small enough to stay in a core's cache until it is hashed.</summary>
    private const int Piece = 1 << 20;

    public string Path => path;

    /// <exception cref="PipelineException">The file is not any more what its card says.</exception>
    public byte[] Take() => Interlocked.Exchange(ref _first, null) ?? again();

    /// <summary>Lets go of what was read for the check; whoever needs the model reads it again.</summary>
    public void Forget() => _first = null;

    /// <summary>Reads a whole file; another core hashes what has been read meanwhile.</summary>
    /// <returns>SHA-256, lower-case hex.</returns>
    /// <exception cref="IOException">It cannot be read, or ends early.</exception>
    public static string ReadHashed(Stream stream, Memory<byte> model)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashing = Task.CompletedTask;
        for (int at = 0; at < model.Length; at += Piece)
        {
            var piece = model.Slice(at, Math.Min(Piece, model.Length - at));
            stream.ReadExactly(piece.Span);
            hashing.Wait();
            hashing = Task.Run(() => sha.AppendData(piece.Span));
        }

        hashing.Wait();
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
