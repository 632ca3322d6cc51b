using System.Buffers.Binary;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class VerdictTests
{
    private static readonly RgbImage s_picture = TestPictures.Noise(120, 80, seed: 5);

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("bmp")]
    public void A_cut_file_is_truncated_and_decodes_only_when_allowed(string kind)
    {
        byte[] whole = kind switch
        {
            "jpeg" => s_picture.EncodeJpeg(95),
            "png" => s_picture.EncodePng(),
            _ => TestPictures.SaveBitmap(s_picture),
        };
        var cut = whole[..(whole.Length * 2 / 3)];

        var verdict = Assert.IsType<ImageVerdict.Truncated>(ImageDecoder.Inspect(cut, TestPictures.Limits));
        Assert.Equal((120, 80, "truncated"), (verdict.Width, verdict.Height, verdict.Name));
        var failure = Assert.Throws<UndecodableImageException>(() => ImageDecoder.Decode(cut, TestPictures.Limits));
        Assert.Equal(verdict, failure.Verdict);

        var partial = ImageDecoder.Decode(cut, TestPictures.Limits, allowTruncated: true);
        var full = ImageDecoder.Decode(whole, TestPictures.Limits);
        Assert.Equal((120, 80), (partial.Width, partial.Height));
        // A BMP starts at its bottom row, the others at the top.
        var known = kind is "bmp" ? 60 * 120 * 3 : 10 * 120 * 3;
        Assert.Equal(full.Pixels.AsSpan(known, 120 * 3), partial.Pixels.AsSpan(known, 120 * 3));
    }

    [Fact]
    public void A_jpeg_without_its_last_bytes_is_truncated()
    {
        var whole = s_picture.EncodeJpeg();
        Assert.IsType<ImageVerdict.Truncated>(ImageDecoder.Inspect(whole[..^20], TestPictures.Limits));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("bmp")]
    [InlineData("webp")]
    [InlineData("tiff")]
    public void More_pixels_than_the_limit_are_refused(string kind)
    {
        var bytes = kind switch
        {
            "jpeg" => s_picture.EncodeJpeg(),
            "png" => s_picture.EncodePng(),
            "bmp" => TestPictures.SaveBitmap(s_picture),
            "webp" => TestPictures.Save(s_picture, image => image.WebpsaveBuffer()),
            _ => TestPictures.Save(s_picture, image => image.TiffsaveBuffer()),
        };
        Assert.IsType<ImageVerdict.Sound>(ImageDecoder.Inspect(bytes, new DecodeLimits(0.0096)));
        var verdict = Assert.IsType<ImageVerdict.TooLarge>(ImageDecoder.Inspect(bytes, new DecodeLimits(0.0095)));
        Assert.Equal((120, 80), (verdict.Width, verdict.Height));
    }

    [Fact]
    public void A_header_that_claims_too_much_is_refused_before_decoding()
    {
        var bytes = s_picture.EncodePng();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 500_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 400_000);
        var verdict = Assert.IsType<ImageVerdict.TooLarge>(ImageDecoder.Inspect(bytes, TestPictures.Limits));
        Assert.Equal("500000 x 400000 PNG of 200000.0 megapixels; the limit is 4.0", verdict.Reason);
    }

    [Fact]
    public void What_is_no_image_is_named()
    {
        Assert.IsType<ImageVerdict.Empty>(ImageDecoder.Inspect([], TestPictures.Limits));
        Assert.Equal("an HTML page, not an image", ImageDecoder.Inspect("<!doctype html>"u8.ToArray(), TestPictures.Limits).Reason);
        Assert.IsType<ImageVerdict.NotAnImage>(ImageDecoder.Inspect("some text"u8.ToArray(), TestPictures.Limits));
        Assert.Equal("SVG is not supported: convert it to JPEG or PNG", ImageDecoder.Inspect("<svg/>"u8.ToArray(), TestPictures.Limits).Reason);
        Assert.IsType<ImageVerdict.Unreadable>(ImageDecoder.Inspect([0xFF, 0xD8, 0xFF, 0xDA], TestPictures.Limits));
    }

    [Fact]
    public void The_exception_is_one_line_for_a_user()
    {
        var failure = Assert.Throws<UndecodableImageException>(() => ImageDecoder.Decode([], TestPictures.Limits));
        Assert.Equal("The image cannot be used: an empty file.", failure.Message);
        Assert.IsType<PipelineException>(failure, exactMatch: false);
    }
}
