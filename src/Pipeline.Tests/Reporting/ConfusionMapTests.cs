using System.Globalization;
using System.Xml.Linq;
using Pipeline.Evaluation;
using Pipeline.Reporting;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Pages;

namespace Pipeline.Tests.Reporting;

/// <summary>A thousand classes on a map of 540 units: a cell is half a unit wide.</summary>
public sealed class ConfusionMapTests
{
    private const int Classes = 1000;

    [Fact]
    public void A_single_mistake_among_a_thousand_classes_is_seen_and_lies_on_top()
    {
        var spots = Spots(Map(mistakes: 1));

        Assert.Equal(Classes + 1, spots.Count);
        Assert.Equal("spot wrong", (string?)spots[^1].Attribute("class"));
        Assert.True(Radius(spots[^1]) >= 1.5, $"The spot of a mistake has a radius of {Radius(spots[^1])}.");
    }

    [Fact]
    public void A_larger_share_of_the_row_is_a_larger_spot()
    {
        var matrix = Matrix((0, 1, 1), (2, 3, 9));

        double[] radii = [.. Spots(ConfusionMap.Of(MatrixCells.Of(matrix))).TakeLast(2).Select(Radius)];

        Assert.True(radii[1] > radii[0] + 0.5, string.Join(", ", radii));
    }

    [Fact]
    public void Very_many_mistakes_do_not_cover_the_map()
    {
        var spots = Spots(Map(mistakes: 30_000));

        Assert.True(spots.Where(spot => (string?)spot.Attribute("class") == "spot wrong").Sum(spot => Math.PI * Radius(spot) * Radius(spot)) < 0.8 * 540 * 540);
    }

    [Fact]
    public void The_ends_of_the_axes_are_named_and_each_spot_leads_to_its_images()
    {
        var svg = Svg(Map(mistakes: 1));

        Assert.Equal(["class 000", "first answer", "class 999", "class 999", "truth", "class 000"], svg.Descendants().Where(one => one.Name.LocalName == "text").Select(text => text.Value));
        Assert.Equal($"#{ConfusionSection.Anchor(0, 500)}", (string?)Spots(Map(mistakes: 1))[^1].Parent!.Attribute("href"));
    }

    private static Chart Map(int mistakes) =>
        ConfusionMap.Of(MatrixCells.Of(Matrix([.. Enumerable.Range(0, mistakes).Select(i => (i % Classes, ((i % Classes) + 500 + (i / Classes)) % Classes, 1))])));

    private static ConfusionMatrix Matrix(params (int Truth, int Answer, int Count)[] mistakes)
    {
        string[] names = [.. Enumerable.Range(0, Classes).Select(i => $"class {i:000}")];
        int[][] counts = [.. names.Select((_, i) => new int[Classes])];
        for (int i = 0; i < Classes; i++)
        {
            counts[i][i] = 10;
        }

        foreach (var (truth, answer, count) in mistakes)
        {
            counts[truth][answer] += count;
            counts[truth][truth] = Math.Max(1, counts[truth][truth] - count);
        }

        return new ConfusionMatrix(names, names, counts);
    }

    private static XElement Svg(Chart chart) => XDocument.Parse(ChartFiles.Svg(chart)).Root!;

    private static List<XElement> Spots(Chart chart) => [.. Svg(chart).Descendants().Where(one => one.Name.LocalName == "circle")];

    private static double Radius(XElement spot) => double.Parse(spot.Attribute("r")!.Value, CultureInfo.InvariantCulture);
}
