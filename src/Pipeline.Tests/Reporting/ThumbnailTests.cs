using Pipeline.Imaging;
using Pipeline.Reporting.Thumbnails;

namespace Pipeline.Tests.Reporting;

public sealed class ThumbnailTests : IDisposable
{
    private static readonly ThumbnailSize Size = new(32, 2_000);
    private static readonly DecodePolicy Policy = new(new DecodeLimits(), AllowTruncated: false);

    private readonly TemporaryFolder _folder = new();
    private readonly string _image;
    private readonly string _sha256;
    private readonly ThumbnailCache _cache;

    public ThumbnailTests()
    {
        _image = Path.Combine(_folder["images"], "1.png");
        _sha256 = SampleImage.Write(_folder["images"], "1.png", seed: 1).ContentHash;
        _cache = new ThumbnailCache(_folder["cache"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_thumbnail_keeps_the_aspect_ratio_and_its_limit()
    {
        var thumbnail = _cache.Get(_image, _sha256, Size, Policy, out string problem)!;

        Assert.Equal(("", new PixelSize(32, 27)), (problem, thumbnail.Size));
        Assert.InRange(thumbnail.Jpeg.Length, 1, Size.MaxBytes);
    }

    [Fact]
    public void A_file_that_is_another_image_now_is_not_shown_as_the_one_it_was()
    {
        SampleImage.Write(_folder["images"], "1.png", seed: 2);

        Assert.Null(_cache.Get(_image, _sha256, Size, Policy, out string problem));
        Assert.Equal("The file has changed since the run: it is another image now.", problem);
    }

    [Fact]
    public void An_image_that_is_gone_is_named_as_gone()
    {
        File.Delete(_image);

        Assert.Null(_cache.Get(_image, _sha256, Size, Policy, out string problem));
        Assert.Equal("The image is gone.", problem);
    }

    [Fact]
    public void What_was_shown_once_needs_its_file_no_longer()
    {
        var first = _cache.Get(_image, _sha256, Size, Policy, out _)!;
        File.Delete(_image);

        Assert.Equal(first.Jpeg, _cache.Get(_image, _sha256, Size, Policy, out _)!.Jpeg);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_torn_thumbnail_is_made_again(int length)
    {
        byte[] whole = _cache.Get(_image, _sha256, Size, Policy, out _)!.Jpeg;
        string kept = Assert.Single(Directory.GetFiles(_folder["cache"], "*", SearchOption.AllDirectories));
        File.WriteAllBytes(kept, whole[..length]);

        Assert.Equal(whole, _cache.Get(_image, _sha256, Size, Policy, out _)!.Jpeg);
        Assert.Equal(whole, File.ReadAllBytes(kept));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_costs_time_and_nothing_else()
    {
        File.WriteAllText(_folder["cache"], "a file where the folder should be");

        Assert.NotNull(_cache.Get(_image, _sha256, Size, Policy, out _));
    }

    /// <summary>What the sizes are chosen for; a third is added by Base64, and a card takes about 1,200 bytes.</summary>
    [Theory]
    [InlineData(50, 2_000_000)]
    [InlineData(5_000, 20_000_000)]
    public void Thumbnails_of_so_many_images_fit(int images, int bytes) =>
        Assert.InRange((ThumbnailSize.For(images).MaxBytes * 4L / 3 * images) + (1_200 * images), 0, bytes);
}
