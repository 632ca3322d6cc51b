using System.Security.Cryptography;
using System.Text;

namespace Pipeline;

/// <summary>SHA-256 as 64 lower-case hex digits.</summary>
internal static class Hashing
{
    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
