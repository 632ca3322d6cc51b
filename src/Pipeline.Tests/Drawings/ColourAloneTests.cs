using Pipeline.Drawings;
using SkiaSharp;

namespace Pipeline.Tests.Drawings;

/// <summary>A sample set whose backgrounds name the species would make every head look good.</summary>
public sealed class ColourAloneTests
{
    private const int Side = 8;

    private static readonly string Folder = Path.Combine(Repository.Root, "data", "raw", "drawings");

    [Fact]
    public void Colours_alone_do_not_give_the_species_away()
    {
        var thumbnails = SampleCatalog.All.Select(sample => (sample.Species, Colours: Thumbnail(Path.Combine(Folder, sample.RelativePath)))).ToArray();

        var right = thumbnails.Count(image => NearestClassMean(thumbnails.Where(other => other != image), image.Colours) == image.Species);

        Assert.Equal(50, thumbnails.Length);
        Assert.InRange(right, 0, 15);
    }

    [Fact]
    public void The_classifier_of_this_test_can_see_colours()
    {
        (string, double[])[] seen = [("blue", [0, 0, 1]), ("blue", [0, 0.2, 0.8]), ("red", [1, 0, 0])];

        Assert.Equal("blue", NearestClassMean(seen, [0.1, 0.1, 0.9]));
        Assert.Equal("red", NearestClassMean(seen, [0.7, 0.1, 0.1]));
    }

    private static string NearestClassMean(IEnumerable<(string Species, double[] Colours)> seen, double[] colours) =>
        seen.GroupBy(image => image.Species).MinBy(group => Distance(Mean([.. group.Select(image => image.Colours)]), colours))!.Key;

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Average(row => row[column]))];

    private static double Distance(double[] first, double[] second) => first.Zip(second, (a, b) => (a - b) * (a - b)).Sum();

    /// <returns>Mean RGB of Side x Side equal cells, 0..1.</returns>
    private static double[] Thumbnail(string path)
    {
        using var bitmap = SKBitmap.Decode(path);
        var sums = new double[Side * Side * 3];
        var counts = new double[Side * Side];
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                var cell = y * Side / bitmap.Height * Side + x * Side / bitmap.Width;
                var colour = bitmap.GetPixel(x, y);
                sums[cell * 3] += colour.Red / 255.0;
                sums[cell * 3 + 1] += colour.Green / 255.0;
                sums[cell * 3 + 2] += colour.Blue / 255.0;
                counts[cell]++;
            }
        }

        return [.. sums.Select((sum, index) => sum / counts[index / 3])];
    }
}
