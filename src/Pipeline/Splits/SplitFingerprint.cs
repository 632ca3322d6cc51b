using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>SHA-256 of what goes into a split and of what comes out of it, in 64 lower-case hex digits; neither depends on paths or on file order.</summary>
internal static class SplitFingerprint
{
    /// <summary>Everything that a split follows from: algorithm, config, seed, and each content with its label and, where it does not stand alone, its group.</summary>
    public static string OfInputs(IReadOnlyList<LabeledImage> images, LabelSet labels, SplitTerms terms, int seed) =>
        Hash($"split {Draw.AlgorithmVersion}, seed {seed}, {terms.ToText()}", images.Select(image => Line(image, labels) + (image.Group == image.ContentHash ? "" : $" {image.Group}")));

    /// <summary>Who sees which content under which label.</summary>
    public static string OfParts(IReadOnlyList<LabeledImage> images, LabelSet labels, PartTable parts) =>
        Hash("parts", images.Select((image, index) => $"{Line(image, labels)} {string.Join("; ", parts.Describe(index))}"));

    // A label is a folder's name: the slash ends it unmistakably.
    private static string Line(LabeledImage image, LabelSet labels) => $"{image.ContentHash} {labels[image.Label]}/";

    private static string Hash(string head, IEnumerable<string> lines) =>
        Hashing.OfText(string.Join('\n', [head, .. lines.Order(StringComparer.Ordinal)]));
}
