using Pipeline.Drawings;
using SkiaSharp;

namespace Pipeline.Tests.Drawings;

public sealed class SampleCatalogTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "data", "raw", "drawings");

    private static readonly string[] Species =
        ["antelope", "bear", "cat", "dog", "eagle", "fox", "gorilla", "horse", "jellyfish", "kangaroo"];

    [Fact]
    public void Every_species_has_five_images()
    {
        var counts = SampleCatalog.All.CountBy(sample => sample.Species).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();

        Assert.Equal(Species, counts.Select(pair => pair.Key));
        Assert.All(counts, pair => Assert.Equal(5, pair.Value));
    }

    [Fact]
    public void File_names_are_unique_over_all_species() =>
        Assert.Equal(50, SampleCatalog.All.Select(sample => sample.FileName).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void The_committed_files_are_those_of_the_catalog()
    {
        var committed = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.Equal(SampleCatalog.All.Select(sample => sample.RelativePath).Order(StringComparer.Ordinal), committed);
    }

    [Fact]
    public void The_committed_files_are_under_two_megabytes_together() =>
        Assert.InRange(SampleCatalog.All.Sum(sample => new FileInfo(Path.Combine(Folder, sample.RelativePath)).Length), 500_000, 2_000_000);

    /// <summary>
    /// Pixels rather than bytes: Skia picks its blur and JPEG code by the processor, and the last bit of a colour may differ between
    /// machines. On one machine the bytes are the same, which the test below pins.
    /// </summary>
    [Fact]
    public void Drawing_again_gives_the_committed_pictures() => Parallel.ForEach(SampleCatalog.All, sample =>
    {
        using var committed = SKBitmap.Decode(Path.Combine(Folder, sample.RelativePath));
        using var again = SKBitmap.Decode(sample.Encode());

        Assert.Equal((committed.Width, committed.Height), (again.Width, again.Height));
        Assert.True(MeanDifference(committed, again) < 1, $"{sample.FileName} differs; run the Drawings program and look at what changed.");
    });

    [Fact]
    public void Drawing_twice_gives_the_same_bytes()
    {
        var sample = SampleCatalog.All[0];

        Assert.Equal(sample.Encode(), sample.Encode());
    }

    /// <returns>Mean absolute difference of all colour values, 0..255.</returns>
    private static double MeanDifference(SKBitmap first, SKBitmap second) => first.Pixels.Zip(second.Pixels, (a, b) =>
        (Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue)) / 3.0).Average();
}
