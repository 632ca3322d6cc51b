using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

[Description("A folder with one folder of images per class.")]
public sealed record DatasetConfig(
    [Description("The folder, relative to the project root (the folder that holds configs/)."), Shorthand] string Path,
    [Description("The classes to use; all folders when absent.")] IReadOnlyList<string>? Classes = null,
    [Description("Images taken of each class, drawn by seed and content hash; all when absent."), Range(1, 1_000_000)] int? PerClass = null,
    [Description("What happens to a file that does not decode whole.")] BadImagePolicy OnBadImage = BadImagePolicy.Exclude,
    [Description("Images of more megapixels are excluded, read from the header before decoding."), Range(0.01, 1000)] double MaxMegapixels = 100,
    [Description("What happens to images that show the same thing: identical files, and near-duplicates (re-encoded, resized, turned, mirrored, slightly cropped).")]
    DuplicatePolicy OnDuplicate = DuplicatePolicy.Group,
    [Description("Bits of the 64-bit perceptual hash that may differ for two images to be compared closely; 0 looks for identical files only."), Range(0, 16)] int NearDistance = 12)
    : IChecked
{
    IEnumerable<(string Key, string Message)> IChecked.Check()
    {
        if (Path.Length == 0 || Path.Contains((char)0))
            yield return (nameof(Path), "names no folder");

        if (Classes is { Count: 0 })
            yield return (nameof(Classes), "names no class; leave the key out to take all folders");

        if (Classes?.Any(string.IsNullOrWhiteSpace) == true)
            yield return (nameof(Classes), "holds an empty name");

        foreach (var twin in Classes?.CountBy(name => name, StringComparer.Ordinal).Where(pair => pair.Value > 1) ?? [])
            yield return (nameof(Classes), $"names {twin.Key} {twin.Value} times");
    }
}

/// <summary>What happens to a file that does not decode whole.</summary>
public enum BadImagePolicy
{
    [Description("Leave it out, with its reason in the ledger.")]
    Exclude,

    [Description("Keep a truncated image as far as it goes; leave out what does not decode at all.")]
    KeepPartial,

    [Description("Stop the run.")]
    Fail,
}

/// <summary>What happens to images that show the same thing.</summary>
public enum DuplicatePolicy
{
    [Description("Keep them together in every split, and count them once in the statistics.")]
    Group,

    [Description("Use the largest of each group only; none of a group that stands under two labels.")]
    Drop,

    [Description("Stop the run.")]
    Fail,
}
