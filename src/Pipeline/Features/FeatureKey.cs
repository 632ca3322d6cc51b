using System.Security.Cryptography;
using System.Text;
using Pipeline.Backbones;

namespace Pipeline.Features;

/// <summary>What the numbers of an image depend on, besides its bytes. A change of any part is another key, so nothing stale is ever read.</summary>
/// <param name="Weights">SHA-256 of the weights.</param>
/// <param name="Transform">Canonical text of the transform, with its version.</param>
/// <param name="Dimension">D.</param>
/// <param name="LogitCount">C.</param>
internal sealed record FeatureKey(string Weights, string Transform, int Dimension, int LogitCount)
{
    /// <summary>Raised whenever extraction would give other numbers for the same image, weights and transform.</summary>
    private const int ExtractorVersion = 1;

    public static FeatureKey Of(Backbone backbone) => new(backbone.Card.Sha256, backbone.Transform.Key, backbone.Dimension, backbone.ClassCount);

    /// <summary>32 bytes.</summary>
    public byte[] Digest() =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{ExtractorVersion}.{SegmentLayout.Version}|{Weights}|{Transform}|{Dimension}|{LogitCount}"));

    /// <summary>Name of the folder that holds this key's segments.</summary>
    public string FolderName => Convert.ToHexStringLower(Digest())[..16];
}
