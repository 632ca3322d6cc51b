using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Imaging;
using Pipeline.Splits;
using Pipeline.Tests.Imaging;

namespace Pipeline.Tests.Datasets;

/// <summary>What a scan does with images that show the same thing.</summary>
public sealed class DuplicateImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DuplicateImagesTests()
    {
        for (int i = 0; i < 4; i++)
        {
            Save($"cat/{i}.png", Picture(i).EncodePng());
            Save($"dog/{i}.png", Picture(10 + i).EncodePng());
        }

        Save("cat/0-small.jpg", Picture(0).Resize(60, 45).EncodeJpeg(70));
        Save("cat/0-turned.jpg", TestPictures.Upright(Picture(0), 6).EncodeJpeg());
    }

    [Fact]
    public void Near_duplicates_are_one_group_and_named_in_a_finding()
    {
        var scan = Scan();

        var group = Assert.Single(DuplicateGroups.Of(scan.Images).Groups, group => group.Count > 1);
        Assert.Equal(["cat/0-small.jpg", "cat/0-turned.jpg", "cat/0.png"], group.Images.Select(image => scan.Images[image].Path));
        Assert.Equal(group.Images.Min(image => scan.Images[image].ContentHash), group.Key);
        Assert.Equal(
            ["Near-duplicates; they stay together in every split and count as one: 1 group, cat/0-small.jpg = cat/0-turned.jpg = cat/0.png."], scan.Findings);
        Assert.Equal(3, scan.Ledger.ToCsv().Split('\n').Count(line => line.EndsWith($",{group.Name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_near_duplicate_under_another_label_stays_in_the_group_and_is_a_finding()
    {
        Save("dog/stray.jpg", Picture(0).EncodeJpeg(60));

        var scan = Scan();

        var group = Assert.Single(DuplicateGroups.Of(scan.Images).Groups, group => group.Count > 1);
        Assert.Equal((4, 0, true), (group.Count, group.Label, group.HasSeveralLabels));
        Assert.StartsWith("Near-duplicates under different labels, one of which must be wrong; they stay together", Assert.Single(scan.Findings), StringComparison.Ordinal);
        Assert.All(StratifiedSplitter.Split(scan.Images, scan.Labels, new KFoldSplitConfig(3), 1).Folds, fold =>
            Assert.True(group.Images.Count(fold.Test.Contains) is 0 or 4));
    }

    [Fact]
    public void Without_a_distance_only_the_same_bytes_are_one_group()
    {
        Save("cat/copy.png", Picture(1).EncodePng());

        var scan = Scan(new DatasetConfig("x", NearDistance: 0));

        Assert.Equal(["cat/1.png", "cat/copy.png"], Assert.Single(DuplicateGroups.Of(scan.Images).Groups, group => group.Count > 1).Images.Select(image => scan.Images[image].Path));
    }

    [Fact]
    public void Drop_keeps_the_largest_of_a_group_and_none_under_two_labels()
    {
        Save("cat/1-large.jpg", Picture(1).Resize(320, 240).EncodeJpeg());
        Save("dog/2-stray.jpg", Picture(2).EncodeJpeg());

        var scan = Scan(new DatasetConfig("x", OnDuplicate: DuplicatePolicy.Drop));

        Assert.Equal(
            ["cat/0-small.jpg", "cat/0-turned.jpg", "cat/1.png", "cat/2.png", "dog/2-stray.jpg"],
            scan.Ledger.Entries.Where(entry => entry.State == LedgerState.Excluded).Select(entry => entry.Path));
        Assert.Equal("the same picture as cat/1-large.jpg (dataset.on_duplicate)", scan.Ledger.Entries.Single(entry => entry.Path == "cat/1.png").Reason);
        Assert.Equal("the same picture under two labels (dataset.on_duplicate): cat/2.png = dog/2-stray.jpg", scan.Ledger.Entries.Single(entry => entry.Path == "cat/2.png").Reason);
        Assert.Equal(
            ["Left out because another image shows the same: 5 files, cat/0-small.jpg, cat/0-turned.jpg, cat/1.png and 2 more."], scan.Findings);
    }

    [Fact]
    public void Dropped_images_take_no_place_of_a_draw() =>
        Assert.Equal(4, Scan(new DatasetConfig("x", PerClass: 4, OnDuplicate: DuplicatePolicy.Drop)).Images.Count(image => image.Label == 0));

    [Fact]
    public void Fail_names_them() => Assert.Equal(
        "1 group of images that show the same thing (dataset.on_duplicate is 'fail'): cat/0-small.jpg = cat/0-turned.jpg = cat/0.png: remove the copies, or set it to 'group' or 'drop'",
        Assert.Throws<PipelineException>(() => Scan(new DatasetConfig("x", OnDuplicate: DuplicatePolicy.Fail))).Message);

    [Fact]
    public void A_second_scan_decodes_nothing_and_finds_the_same()
    {
        string cache = Path.Combine(_folder.Path, "cache");
        var first = Scan(cache: cache);
        var known = new VerdictCache(new FileInspector(Inspector.Version, _ => throw new InvalidOperationException("decoded again")), cache);

        var second = ImageFolder.Scan(Root, new DatasetConfig("x"), 1, known, null, CancellationToken.None);

        Assert.Equal(first.Images, second.Images);
        Assert.Contains(second.Images, image => image.Group != image.ContentHash);
    }

    public void Dispose() => _folder.Dispose();

    private static FileInspector Inspector => ImageInspection.Inspector(TestPictures.Limits);

    private string Root => Path.Combine(_folder.Path, "photos");

    private ScannedImages Scan(DatasetConfig? config = null, string? cache = null) =>
        ImageFolder.Scan(Root, config ?? new DatasetConfig("x"), 1, new VerdictCache(Inspector, cache), null, CancellationToken.None);

    /// <summary>Blobs of a few pixels' noise: as different from each other as photos are.</summary>
    private static RgbImage Picture(int seed) => TestPictures.Noise(7, 5, seed).Resize(160, 120);

    private void Save(string path, byte[] bytes)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }
}
