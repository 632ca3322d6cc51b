using Microsoft.Extensions.Time.Testing;
using Pipeline.Features;

namespace Pipeline.Tests.Features;

public sealed class FeatureInventoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 5, 17, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeatureDescription Description = new("tiny", new string('a', 64), "transform", 3, 2, "pipeline 0.1.0");
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_store_that_is_not_there_holds_nothing() => Assert.Empty(Inventory().Stats());

    [Fact]
    public void Images_are_counted_once_and_whatever_is_odd_is_named()
    {
        Write(age: 3, 0, 1, 2);
        Write(age: 1, 2, 3);
        Touch("x.features.damaged", age: 0);
        Touch("y.features.7-7.partial", age: 1);
        Touch("z.features", age: 9);

        var stats = Assert.Single(Inventory().Stats());

        Assert.Equal((Description, 4, 3, 2, 1), (stats.Description, stats.Images, stats.Segments, stats.Damaged, stats.Leftovers));
        Assert.Equal(Now.AddDays(-1), stats.LastUsed);
        Assert.Equal(Directory.GetFiles(Key).Sum(file => new FileInfo(file).Length), stats.Bytes);
    }

    [Fact]
    public void Pruning_by_age_takes_what_no_run_has_used_for_longer_and_what_is_damaged()
    {
        string old = Write(age: 31, 0, 1), young = Write(age: 29, 2);
        string damaged = Touch("x.features.damaged", age: 0), fresh = Touch("y.features.7-7.partial", age: 0);

        var files = Inventory().Select(new PruneRule.Unused(TimeSpan.FromDays(30)));

        Assert.Equal(new[] { old, damaged }.Order(StringComparer.Ordinal), files.Select(file => file.FullName));
        Inventory().Delete(files);
        Assert.Equal(new[] { young, fresh, Path.Combine(Key, FeatureDescription.FileName) }.Order(StringComparer.Ordinal), Directory.GetFiles(Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pruning_the_damaged_leaves_every_segment()
    {
        Write(age: 400, 0);
        string damaged = Touch("x.features.damaged", age: 0);

        Assert.Equal([damaged], Inventory().Select(new PruneRule.Damaged()).Select(file => file.FullName));
    }

    [Fact]
    public void Pruning_everything_takes_the_folder_too_but_never_a_stranger()
    {
        Write(age: 0, 0);
        string stranger = Path.Combine(_folder["features", "other"], "notes.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(stranger)!);
        File.WriteAllText(stranger, "mine");

        Inventory().Delete(Inventory().Select(new PruneRule.All()));

        Assert.Equal([_folder["features", "other"]], Directory.GetFileSystemEntries(_folder["features"]));
        Assert.True(File.Exists(stranger));
    }

    [Fact]
    public void Small_segments_are_merged_and_no_row_is_lost()
    {
        Write(age: 0, 0, 1);
        Write(age: 0, 2);
        Write(age: 0, 3, 4, 5);

        Assert.Equal(2, SegmentMerge.Merge(Key));

        var stats = Assert.Single(Inventory().Stats());
        Assert.Equal((6, 1), (stats.Images, stats.Segments));
        Assert.Equal(0, SegmentMerge.Merge(Key));
    }

    private FeatureInventory Inventory() => new(_folder["features"], _clock);

    private string Key
    {
        get
        {
            string folder = _folder["features", Description.Key.FolderName];
            Description.Write(folder);
            return folder;
        }
    }

    private string Write(int age, params int[] images)
    {
        var before = Directory.GetFiles(Key);
        FeatureSegment.Write(Key, Description.Key, images.Select(i => new FeatureRow(Hashing.OfText($"{i}"), 1, [i, i, i], [i, i])));
        return Aged(Directory.GetFiles(Key).Except(before).Single(), age);
    }

    private string Touch(string name, int age)
    {
        string path = Path.Combine(Key, name);
        File.WriteAllText(path, "half");
        return Aged(path, age);
    }

    private static string Aged(string path, int days)
    {
        File.SetLastWriteTimeUtc(path, Now.AddDays(-days).UtcDateTime);
        return path;
    }
}
