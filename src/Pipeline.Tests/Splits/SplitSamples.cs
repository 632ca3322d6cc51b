using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Tests.Splits;

/// <summary>Datasets that exist on paper only.</summary>
internal static class SplitSamples
{
    /// <summary>K classes (2 to 5), each of 10 to 16 groups, each group of one image or, now and then, of up to four copies.</summary>
    public static Gen<Sample> WithDuplicates { get; } = Of(Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[2, 4])));

    /// <summary>The same without duplicates.</summary>
    public static Gen<Sample> WithoutDuplicates { get; } = Of(Gen.Const(1));

    /// <summary>The same with near-duplicates instead of copies; now and then one stands under another label.</summary>
    public static Gen<Sample> WithNearDuplicates { get; } =
        Gen.Select(WithDuplicates, Gen.Int[0, 5], (sample, strays) => sample with { Images = [.. sample.Images.Select((image, i) => Near(image, i, i < strays ? (image.Label + 1) % sample.Labels.Count : image.Label))] });

    private static Gen<double> Shares { get; } = Gen.Int[0, 2].Select(i => new[] { 0.0, 0.1, 0.25 }[i]);

    public static Gen<SplitConfig> KFold { get; } =
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 3], Shares, SplitConfig (folds, repeats, validation) => new KFoldSplitConfig(folds, repeats, validation));

    public static Gen<SplitConfig> HoldOut { get; } =
        Gen.Select(Gen.Double[0.01, 0.6], Gen.Int[1, 3], Shares, SplitConfig (test, repeats, validation) => new HoldOutSplitConfig(test, repeats, validation));

    /// <summary>One list entry per class: the sizes of its groups.</summary>
    public static Sample Make(params int[][] classes)
    {
        var labels = new LabelSet(classes.Select((_, label) => $"class{label}"));
        var images =
            from label in Enumerable.Range(0, classes.Length)
            from grouped in classes[label].Select((size, number) => (size, number))
            from copy in Enumerable.Range(0, grouped.size)
            select new LabeledImage($"class{label}/{grouped.number}-{copy}.jpg", label, Hash($"{label}/{grouped.number}"));
        return new Sample([.. images], labels);
    }

    /// <summary>Classes without duplicates, by their sizes.</summary>
    public static Sample Plain(params int[] sizes) => Make([.. sizes.Select(size => Enumerable.Repeat(1, size).ToArray())]);

    public static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    // Contents of their own, and the former content for a group.
    private static LabeledImage Near(LabeledImage image, int number, int label) =>
        image with { ContentHash = Hash($"{image.ContentHash} {number}"), Group = image.ContentHash, Label = label };

    private static Gen<Sample> Of(Gen<int> groupSize) => groupSize.Array[10, 16].Array[2, 5].Select(Make);
}

internal sealed record Sample(LabeledImage[] Images, LabelSet Labels)
{
    public override string ToString() =>
        string.Join(" | ", Images.GroupBy(image => image.Label, (_, images) => string.Join(" ", images.CountBy(image => image.Group).Select(pair => pair.Value))));
}
