using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class JpegScansTests
{
    [Fact]
    public void Encoders_write_few_scans()
    {
        var picture = TestPictures.Smooth(64, 48);

        Assert.Equal(1, JpegScans.Count(picture.EncodeJpeg()));
        Assert.InRange(JpegScans.Count(Progressive()), 6, 12);
        Assert.Equal(0, JpegScans.Count([0xFF, 0xD8, 0xFF]));
    }

    [Fact]
    public void A_scan_repeated_many_times_is_refused_before_anything_decodes()
    {
        byte[] image = Progressive();
        int last = image.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] scan = image[last..^2];

        byte[] Repeated(int times) => [.. image[..^2], .. Enumerable.Repeat(scan, times).SelectMany(bytes => bytes), .. image[^2..]];

        Assert.IsType<ImageVerdict.Unreadable>(ImageDecoder.Glance(Repeated(JpegScans.Most), TestPictures.Limits));
        Assert.Null(ImageDecoder.Glance(Repeated(JpegScans.Most - JpegScans.Count(image)), TestPictures.Limits));
    }

    [Fact]
    public void What_stands_behind_the_image_does_not_count()
    {
        byte[] film = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA, 0, 4, 1, 2], 500).SelectMany(bytes => bytes)];

        Assert.Null(ImageDecoder.Glance([.. Progressive(), .. film], TestPictures.Limits));
    }

    private static byte[] Progressive() => TestPictures.Save(TestPictures.Smooth(64, 48), image => image.JpegsaveBuffer(interlace: true));
}
