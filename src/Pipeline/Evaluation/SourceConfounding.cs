using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Datasets.Checking;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>
/// Whether classes came from different sources: an attribute that has nothing to do with what a picture shows, and tells its class all the same. A network can learn the
/// source (a camera, a compression, a size) in place of the class, and a score inside such a set flatters it.
/// </summary>
/// <param name="Attribute">Format, size, name, camera.</param>
/// <param name="Association">How much it tells.</param>
internal sealed partial record SourceConfounding(string Attribute, Association Association)
{
    /// <summary>A moderate association by Cohen's conventions.</summary>
    private const double Notable = 0.3;

    private const double Significant = 0.01;

    /// <summary>A size that so many images share is a size of its own; others are told by their order of magnitude and their orientation.</summary>
    private const int Shared = 5;

    public bool IsFinding => Association is { V: >= Notable, P: <= Significant };

    public CheckFinding Finding => new(CheckKind.Confounded, [], string.Create(
        CultureInfo.InvariantCulture,
        $"the {Attribute} alone names the class of {100 * Association.Accuracy:F0} % of the images ({100 * Association.Baseline:F0} % by the largest class): Cramer's V {Association.V:F2}, p {Association.P:0.000}"));

    /// <returns>Every attribute that differs between images.</returns>
    public static IReadOnlyList<SourceConfounding> Of(IReadOnlyList<CheckedImage> images, int seed)
    {
        CheckedImage[] sound = [.. images.Where(image => image is { Decodes: true, Size: not null })];
        string[] labels = [.. sound.Select(image => image.Label)];
        var sizes = sound.CountBy(image => image.Size!.Value).ToDictionary();
        (string Name, Func<CheckedImage, string> Of)[] attributes =
        [
            ("format", image => $"{image.Format} {Path.GetExtension(image.Path).ToLowerInvariant()}"),
            ("size", image => Size(image, sizes[image.Size!.Value])),
            ("name pattern", NamePattern),
            ("camera", image => image.Camera),
            ("format, size and name together", image => $"{image.Format} {Size(image, sizes[image.Size!.Value])} {NamePattern(image)}"),
        ];
        return sound.Length == 0 ? [] :
        [
            .. attributes.Select(attribute => (attribute.Name, Association: Association.Of([.. sound.Select(attribute.Of)], labels, seed)))
                .Where(measured => measured.Association is not null).Select(measured => new SourceConfounding(measured.Name, measured.Association!)),
        ];
    }

    private static string Size(CheckedImage image, int shared)
    {
        var size = image.Size!.Value;
        return shared >= Shared ? $"{size.Width} x {size.Height}" : $"2^{Math.Round(Math.Log2((double)size.Width * size.Height)).ToString(CultureInfo.InvariantCulture)} pixels, {Math.Sign(size.Width - size.Height)}";
    }

    /// <summary>The name without the class's own name, its digits and its hashes: how a collection names its files.</summary>
    internal static string NamePattern(CheckedImage image)
    {
        string name = Path.GetFileNameWithoutExtension(image.Path).ToLowerInvariant().Replace(image.Label.ToLowerInvariant(), "*", StringComparison.Ordinal);
        string pattern = Digits().Replace(Hash().Replace(name, "#"), "0");
        return pattern.Length <= 24 ? pattern : pattern[..24];
    }

    [GeneratedRegex("[0-9a-f]{8,}")]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
