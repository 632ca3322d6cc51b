namespace Pipeline.Features;

/// <summary>What one forward pass said of one image.</summary>
/// <param name="ContentHash">SHA-256 of the image file, lower-case hex.</param>
/// <param name="CostMs">Core-milliseconds that reading, decoding, transforming and the network took.</param>
/// <param name="Features"><c>[D]</c>.</param>
/// <param name="Logits"><c>[C]</c>.</param>
internal sealed record FeatureRow(string ContentHash, float CostMs, float[] Features, float[] Logits);
