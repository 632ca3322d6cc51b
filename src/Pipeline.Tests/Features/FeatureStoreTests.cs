using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Imaging;

namespace Pipeline.Tests.Features;

public sealed class FeatureStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<LabeledImage> _images;
    private readonly Backbone _backbone;

    public FeatureStoreTests()
    {
        string card = TinyBackbone.Write(_folder["models"]);
        _backbone = new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: card));
        _images = [.. Enumerable.Range(0, 5).Select(i => SampleImage.Write(_folder["data"], $"{i}.png", seed: i))];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_image_goes_through_the_network_once_in_the_life_of_the_store()
    {
        var first = Get(_images);
        var second = Get(_images);

        Assert.Equal((5, 0), (first.Extracted, second.Extracted));
        AssertSame(first.Table, second.Table);
    }

    [Fact]
    public void Only_what_is_missing_is_extracted()
    {
        Get([.. _images.Take(3)]);

        Assert.Equal(2, Get(_images).Extracted);
    }

    [Fact]
    public void Byte_identical_images_share_one_extraction()
    {
        var copy = SampleImage.Write(_folder["data"], "copy.png", seed: 0);

        var extracted = Get([.. _images, copy]);

        Assert.Equal(5, extracted.Extracted);
        Assert.Equal(extracted.Table.Features(0), extracted.Table.Features(5));
    }

    [Fact]
    public void A_damaged_segment_is_set_aside_and_made_again()
    {
        Get(_images).Dispose();
        string segment = Assert.Single(Segments());
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);

        var after = Get(_images);

        Assert.Equal([Path.GetFileName(segment)], after.Damaged);
        Assert.Equal(5, after.Extracted);
        AssertSame(Get(_images, store: "sound").Table, after.Table);
    }

    [Fact]
    public void A_damaged_segment_of_images_that_nobody_asks_for_is_left_to_whoever_does()
    {
        Get([.. _images.Take(2)]).Dispose();
        string segment = Assert.Single(Segments());
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[^40] ^= 1;
        File.WriteAllBytes(segment, bytes);

        Assert.Empty(Get([.. _images.Skip(2)]).Damaged);
        Assert.Equal([Path.GetFileName(segment)], Get(_images).Damaged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(200)]
    public void A_segment_cut_short_is_set_aside(int length)
    {
        Get(_images);
        string segment = Assert.Single(Segments());
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..length]);

        Assert.Equal(5, Get(_images).Extracted);
    }

    [Fact]
    public void Another_transform_is_another_key()
    {
        var key = FeatureKey.Of(_backbone);

        Assert.NotEqual(key.FolderName, (key with { Transform = key.Transform + "!" }).FolderName);
        Assert.NotEqual(key.FolderName, (key with { Weights = new string('0', 64) }).FolderName);
    }

    [Fact]
    public void An_image_that_changed_since_the_scan_stops_the_extraction_by_name()
    {
        SampleImage.Write(_folder["data"], "2.png", seed: 99);

        var problem = Assert.Throws<PipelineException>(() => Get(_images));

        Assert.Equal("2.png changed while the run was under way; run again", problem.Message);
    }

    [Fact]
    public void What_was_extracted_before_a_stop_is_kept()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Listener(value =>
        {
            if (value.Done == 2)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Get(_images, progress, cancellation: stop.Token));

        Assert.InRange(Get(_images).Extracted, 1, 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Numbers_are_the_same_to_the_bit_whatever_the_number_of_workers(int workers) =>
        AssertSame(Get(_images, workers: 1, store: "one").Table, Get(_images, workers: workers, store: "many").Table);

    [Fact]
    public void Two_stores_may_fill_one_folder_at_once()
    {
        var tables = new FeatureTable[4];

        Parallel.For(0, tables.Length, new ParallelOptions { MaxDegreeOfParallelism = tables.Length }, i => tables[i] = Get([.. _images.Skip(i)]).Table);

        var after = Get(_images);
        Assert.Equal((0, 0), (after.Extracted, after.Damaged.Count));
        Assert.All(Enumerable.Range(0, tables.Length), i => Assert.Equal(after.Table.Features(4), tables[i].Features(4 - i)));
        Assert.Empty(Directory.EnumerateFiles(_folder["features"], "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_segment_that_lies_under_another_keys_name_is_set_aside()
    {
        Get(_images);
        string segment = Assert.Single(Segments());
        var other = FeatureKey.Of(_backbone) with { Weights = new string('0', 64) };
        FeatureSegment.Write(Path.GetDirectoryName(segment)!, other, [new FeatureRow(new string('a', 64), 1, new float[other.Dimension], new float[other.LogitCount])]);

        var after = Get(_images);

        Assert.Equal((0, 1), (after.Extracted, after.Damaged.Count));
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_no_segment()
    {
        Get([.. _images.Take(1)]);
        string segment = Assert.Single(Segments());
        File.WriteAllBytes(segment + ".1-1.partial", File.ReadAllBytes(segment)[..99]);

        var after = Get(_images);

        Assert.Equal((4, 0), (after.Extracted, after.Damaged.Count));
    }

    [Fact]
    public void A_folder_says_what_made_it()
    {
        Get(_images);

        var description = FeatureDescription.Find(Path.GetDirectoryName(Segments().Single())!);

        Assert.Equal((TinyBackbone.Name, FeatureKey.Of(_backbone)), (description!.Backbone, description.Key));
    }

    [Fact]
    public void The_cost_of_an_image_is_remembered()
    {
        var first = Get(_images);

        Assert.All(first.CostMs, cost => Assert.True(cost > 0));
        Assert.Equal(first.CostMs, Get(_images).CostMs);
    }

    [Fact]
    public void More_images_than_a_segment_holds_make_several()
    {
        LabeledImage[] many = [.. Enumerable.Range(0, SegmentWriter.SegmentRows + 3).Select(i => SampleImage.Write(_folder["data"], $"many-{i}.png", seed: i))];

        Get(many);

        Assert.Equal(2, Segments().Count());
        Assert.Equal(0, Get(many).Extracted);
    }

    [Fact]
    public void A_damaged_image_stops_every_worker_and_what_was_extracted_is_kept()
    {
        File.WriteAllText(Path.Combine(_folder["data"], "4.png"), "no picture");
        LabeledImage[] images = [.. _images.Take(4), _images[4] with { ContentHash = Hashing.OfText("no picture") }];

        Assert.ThrowsAny<PipelineException>(() => Get(images, workers: 1));

        Assert.Equal(0, Get([.. _images.Take(4)]).Extracted);
    }

    private ExtractedFeatures Get(
        IReadOnlyList<LabeledImage> images, IProgress<Progress>? progress = null, int workers = 0, string store = "features", CancellationToken cancellation = default) =>
        new FeatureStore(_folder[store], TimeProvider.System).GetOrExtract(
            new FeatureExtractor(_backbone, _folder["data"], new DecodePolicy(new DecodeLimits(), AllowTruncated: false), workers), images, progress ?? new Listener(_ => { }), cancellation);

    private IEnumerable<string> Segments() => Directory.EnumerateFiles(_folder["features"], "*.features", SearchOption.AllDirectories);

    private static void AssertSame(FeatureTable expected, FeatureTable actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.Features(i), actual.Features(i));
            Assert.Equal(expected.Logits(i), actual.Logits(i));
        }
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it calls back at once, on the reporting thread.</summary>
    private sealed class Listener(Action<Progress> hear) : IProgress<Progress>
    {
        public void Report(Progress value) => hear(value);
    }
}
