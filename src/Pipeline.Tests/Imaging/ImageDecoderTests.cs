using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class ImageDecoderTests
{
    public static TheoryData<string> LosslessFormats => ["png", "png-interlaced", "png-palette", "webp", "tiff", "tiff-tiled", "bmp", "gif"];

    [Theory]
    [MemberData(nameof(LosslessFormats))]
    public void A_lossless_file_decodes_to_the_pixels_that_were_saved(string kind)
    {
        // Black and white survives a palette; noise does not.
        var picture = kind is "png-palette" or "gif"
            ? TestPictures.Paint(37, 23, (x, y) => ((x * 7) + (y * 3)) % 5 < 2 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0))
            : TestPictures.Noise(37, 23, seed: 1);
        var verdict = ImageDecoder.TryDecode(Save(picture, kind), TestPictures.Limits, out var decoded);

        var sound = Assert.IsType<ImageVerdict.Sound>(verdict);
        Assert.Equal((37, 23, "ok"), (sound.Width, sound.Height, sound.Name));
        Assert.Equal(picture.Pixels, decoded!.Pixels);
    }

    private static byte[] Save(RgbImage picture, string kind) => kind switch
    {
        "png" => picture.EncodePng(),
        "png-interlaced" => TestPictures.Save(picture, image => image.PngsaveBuffer(interlace: true)),
        "png-palette" => TestPictures.Save(picture, image => image.PngsaveBuffer(palette: true)),
        "webp" => TestPictures.Save(picture, image => image.WebpsaveBuffer(lossless: true)),
        "tiff" => TestPictures.Save(picture, image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw)),
        "tiff-tiled" => TestPictures.Save(picture, image => image.TiffsaveBuffer(tile: true, tileWidth: 16, tileHeight: 16)),
        "bmp" => TestPictures.SaveBitmap(picture),
        "gif" => TestPictures.Save(picture, image => image.GifsaveBuffer(dither: 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg-progressive")]
    [InlineData("webp-lossy")]
    [InlineData("avif")]
    public void A_lossy_file_decodes_to_nearly_the_pixels_that_were_saved(string kind)
    {
        var picture = TestPictures.Smooth(64, 48);
        var bytes = TestPictures.Save(picture, image => kind switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95),
            "jpeg-progressive" => image.JpegsaveBuffer(q: 95, interlace: true),
            "webp-lossy" => image.WebpsaveBuffer(q: 95),
            _ => image.HeifsaveBuffer(q: 95, compression: Enums.ForeignHeifCompression.Av1, effort: 0),
        });
        Assert.InRange(TestPictures.MeanDifference(picture, ImageDecoder.Decode(bytes, TestPictures.Limits)), 0, 2);
    }

    [Fact]
    public void An_animated_gif_gives_its_first_frame()
    {
        using var white = TestPictures.Vips(TestPictures.Paint(8, 6, (_, _) => (255, 255, 255)));
        using var black = TestPictures.Vips(TestPictures.Paint(8, 6, (_, _) => (0, 0, 0)));
        using var joined = Image.Arrayjoin([white, black], across: 1);
        using var paged = joined.Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", 6));
        var decoded = ImageDecoder.Decode(paged.GifsaveBuffer(), TestPictures.Limits);
        Assert.Equal((8, 6), (decoded.Width, decoded.Height));
        Assert.All(decoded.Pixels, level => Assert.Equal(255, level));
    }

    [Fact]
    public void Several_threads_decode_the_same_pixels()
    {
        var bytes = TestPictures.Smooth(200, 150).EncodeJpeg();
        var expected = ImageDecoder.Decode(bytes, TestPictures.Limits).Pixels;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            Assert.Equal(expected, ImageDecoder.Decode(bytes, TestPictures.Limits).Pixels);
            Assert.IsType<ImageVerdict.Truncated>(ImageDecoder.Inspect(bytes[..(bytes.Length / 2)], TestPictures.Limits));
        });
    }
}
