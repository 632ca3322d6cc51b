using System.Collections.Concurrent;
using Pipeline.Datasets;
using Pipeline.Imaging;
using Pipeline.Tests.Imaging;

namespace Pipeline.Tests.Datasets;

/// <summary>Copies are planted among pictures, and the search must find them and nothing else.</summary>
public sealed class NearDuplicateTests
{
    private const int Distance = 12;

    private static string Drawings => Path.Combine(Repository.Root, "data", "raw", "drawings");

    [Fact]
    public void Of_the_fifty_drawings_no_two_are_near_duplicates() =>
        Assert.Empty(Pairs([.. Pictures(Drawings, 200).Select(GreyThumbnail.Of)]));

    [Fact]
    public void Planted_copies_of_drawings_are_found() => RequireFound(Pictures(Drawings, 200), 50);

    [Fact]
    [Trait("tier", "real")]
    public void Planted_copies_of_photos_are_found() => RequireFound(Pictures(Path.Combine(PipelineAssets.Require(), "animals"), 240), 567);

    [Fact]
    public void Flat_pictures_say_nothing_and_are_no_pair()
    {
        var flat = GreyThumbnail.Of(TestPictures.Paint(40, 30, (_, _) => (200, 10, 30)));
        Assert.Empty(Pairs([flat, flat]));
    }

    [Fact]
    public void A_pair_does_not_depend_on_its_order()
    {
        var picture = TestPictures.Noise(12, 9, 1).Resize(300, 200);
        GreyThumbnail[] two = [GreyThumbnail.Of(picture), GreyThumbnail.Of(PlantedCopies.Cropped(picture, 0.1, 0, 1))];
        Assert.Equal(Assert.Single(Pairs(two)).Correlation, Assert.Single(Pairs([two[1], two[0]])).Correlation);
    }

    [Fact]
    public void A_thumbnail_reads_back_from_its_text()
    {
        var thumbnail = GreyThumbnail.Of(TestPictures.Smooth(50, 40));
        Assert.Equal(thumbnail.Levels, GreyThumbnail.FromText(thumbnail.ToText())!.Levels);
        Assert.Null(GreyThumbnail.FromText(""));
        Assert.Null(GreyThumbnail.FromText("AAAA"));
        Assert.Null(GreyThumbnail.FromText("no base64"));
    }

    /// <summary>At least 95 % of each kind of copy, and at most 1 % of pairs between different pictures.</summary>
    private static void RequireFound(RgbImage[] pictures, int expected)
    {
        Assert.Equal(expected, pictures.Length);
        var planted = new ConcurrentBag<(int Source, string Kind, GreyThumbnail Thumbnail)>();
        Parallel.For(0, pictures.Length, i =>
        {
            planted.Add((i, "", GreyThumbnail.Of(pictures[i])));
            foreach (var (kind, copy) in PlantedCopies.Of(pictures[i], i)) planted.Add((i, kind, GreyThumbnail.Of(copy)));
        });
        var all = planted.OrderBy(one => one.Source).ThenBy(one => one.Kind, StringComparer.Ordinal).ToArray();
        var pairs = Pairs([.. all.Select(one => one.Thumbnail)]);

        var found = pairs.Where(pair => all[pair.First].Kind.Length == 0 && all[pair.First].Source == all[pair.Second].Source).Select(pair => pair.Second).ToHashSet();
        foreach (var kind in all.Index().Where(one => one.Item.Kind.Length > 0).GroupBy(one => one.Item.Kind))
        {
            double share = kind.Average(one => found.Contains(one.Index) ? 1.0 : 0);
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{kind.Key}: {share:P2} of {kind.Count()} found"));
            Assert.True(share >= 0.95, $"{kind.Key}: {share:P1} found");
        }

        int wrong = pairs.Count(pair => all[pair.First].Source != all[pair.Second].Source);
        TestContext.Current.TestOutputHelper?.WriteLine($"{wrong} of {pairs.Count} pairs are wrong");
        Assert.True(wrong <= 0.01 * pairs.Count, $"{wrong} of {pairs.Count} pairs are wrong");
    }

    private static IReadOnlyList<NearPair> Pairs(IReadOnlyList<GreyThumbnail> thumbnails) => NearDuplicateSearch.Pairs(thumbnails, Distance, null, CancellationToken.None);

    private static RgbImage[] Pictures(string folder, int side) =>
    [
        .. Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(2)
            .Select(path => ImageDecoder.Decode(File.ReadAllBytes(path), new DecodeLimits(100), allowTruncated: true).ResizeToFit(side, side)),
    ];
}
