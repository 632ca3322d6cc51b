using System.Security.Cryptography;
using System.Text;

namespace Pipeline;

/// <summary>SHA-256 as 64 lower-case hex digits.</summary>
internal static class Hashing
{
    private const int Piece = 1 << 17;

    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Copies a stream and hashes it on the way.</summary>
    /// <param name="most">Bytes after which it stops, so that a stream without end fills no disk.</param>
    /// <param name="copied">How many there were.</param>
    public static string OfCopy(Stream source, Stream target, long most, out long copied)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Piece];
        copied = 0;
        while (copied < most && source.Read(buffer, 0, (int)Math.Min(Piece, most - copied)) is > 0 and var count)
        {
            target.Write(buffer, 0, count);
            sha.AppendData(buffer, 0, count);
            copied += count;
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
