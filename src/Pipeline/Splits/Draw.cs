using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Splits;

/// <summary>
/// One seeded order of images. An image's place follows from its content alone: the first 8 bytes, big-endian, of the SHA-256 of
/// <c>split/{version}/{seed}/{repeat}/{purpose}/{content hash}</c>. Renaming, moving or adding files therefore reorders none of the others,
/// and no runtime's random generator is part of the result.
/// </summary>
internal readonly record struct Draw(int Seed, int Repeat, string Purpose)
{
    /// <summary>Goes up when the same images, config and seed would be split differently; stored splits of another version are not reused.</summary>
    public const int AlgorithmVersion = 1;

    /// <returns>The groups in the drawn order.</returns>
    public IEnumerable<DuplicateGroup> Order(IEnumerable<DuplicateGroup> groups)
    {
        var draw = this;
        return groups.OrderBy(group => draw.Place(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal);
    }

    private ulong Place(string contentHash)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"split/{AlgorithmVersion}/{Seed}/{Repeat}/{Purpose}/{contentHash}"));
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
