using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class ColourTests
{
    private static readonly RgbImage s_picture = TestPictures.Smooth(40, 30);

    [Fact]
    public void Transparent_pixels_show_white()
    {
        using var opaque = TestPictures.Vips(TestPictures.Paint(3, 1, (_, _) => (100, 50, 0)));
        using var alpha = Image.NewFromMemoryCopy(new byte[] { 255, 128, 0 }, 3, 1, 1, Enums.BandFormat.Uchar);
        using var joined = opaque.Bandjoin(alpha);
        var decoded = ImageDecoder.Decode(joined.PngsaveBuffer(), TestPictures.Limits);
        Assert.Equal([100, 50, 0], decoded.Pixels[..3]);
        Assert.Equal([255, 255, 255], decoded.Pixels[6..]);
        // 100 * 128/255 + 255 * 127/255, and so on; libvips cuts where others round.
        Assert.All(decoded.Pixels[3..6].Zip([177, 152, 127]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_bits_become_eight_with_and_without_transparency(bool hasAlpha)
    {
        using var eight = TestPictures.Vips(s_picture);
        using var sixteen = (eight * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        using var saved = hasAlpha ? sixteen.Bandjoin(65535) : sixteen.Copy();
        Assert.Equal(s_picture.Pixels, ImageDecoder.Decode(saved.PngsaveBuffer(), TestPictures.Limits).Pixels);
    }

    [Fact]
    public void Greyscale_becomes_three_equal_channels()
    {
        using var levels = Image.NewFromMemoryCopy(new byte[] { 0, 90, 255 }, 3, 1, 1, Enums.BandFormat.Uchar);
        using var grey = levels.Copy(interpretation: Enums.Interpretation.Bw);
        Assert.Equal([0, 0, 0, 90, 90, 90, 255, 255, 255], ImageDecoder.Decode(grey.PngsaveBuffer(), TestPictures.Limits).Pixels);
    }

    [Fact]
    public void An_srgb_profile_changes_no_pixel()
    {
        using var image = TestPictures.Vips(s_picture);
        Assert.Equal(s_picture.Pixels, ImageDecoder.Decode(image.PngsaveBuffer(profile: "srgb"), TestPictures.Limits).Pixels);
        Assert.True(SrgbProfile.Matches(Image.ProfileLoad("srgb")));
    }

    [Fact]
    public void Another_profile_is_converted_to_srgb()
    {
        Assert.False(SrgbProfile.Matches(Image.ProfileLoad("p3")));
        using var image = TestPictures.Vips(TestPictures.Paint(8, 8, (_, _) => (200, 100, 50)));
        using var displayP3 = image.IccTransform("p3", intent: Enums.Intent.Relative, inputProfile: "srgb", embedded: true);
        var stored = displayP3.WriteToMemory<byte>();
        Assert.NotEqual(200, stored[0]);

        var decoded = ImageDecoder.Decode(displayP3.PngsaveBuffer(profile: "p3"), TestPictures.Limits);
        for (var i = 0; i < decoded.Pixels.Length; i++) Assert.InRange(Math.Abs(decoded.Pixels[i] - ((int[])[200, 100, 50])[i % 3]), 0, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(400)]
    public void A_broken_profile_is_ignored(int length)
    {
        using var image = TestPictures.Vips(s_picture);
        using var tagged = image.Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", new byte[length]));
        Assert.Equal(s_picture.Pixels, ImageDecoder.Decode(tagged.PngsaveBuffer(), TestPictures.Limits).Pixels);
    }

    [Fact]
    public void Cmyk_becomes_rgb()
    {
        // No ink is white; full cyan is neither red nor dark blue.
        using var levels = Image.NewFromMemoryCopy(new byte[] { 0, 0, 0, 0, 255, 0, 0, 0 }, 2, 1, 4, Enums.BandFormat.Uchar);
        using var inks = levels.Copy(interpretation: Enums.Interpretation.Cmyk);
        var decoded = ImageDecoder.Decode(inks.TiffsaveBuffer(), TestPictures.Limits).Pixels;
        Assert.All(decoded[..3], level => Assert.InRange(level, 250, 255));
        Assert.InRange(decoded[3], 0, 60);
        Assert.InRange(decoded[5], 180, 255);
    }

    [Theory]
    [InlineData(Enums.BandFormat.Ushort, 5)]
    [InlineData(Enums.BandFormat.Uchar, 2)]
    [InlineData(Enums.BandFormat.Uchar, 7)]
    [InlineData(Enums.BandFormat.Float, 1)]
    [InlineData(Enums.BandFormat.Float, 3)]
    [InlineData(Enums.BandFormat.Double, 4)]
    [InlineData(Enums.BandFormat.Int, 3)]
    [InlineData(Enums.BandFormat.Complex, 1)]
    public void Odd_channels_and_number_types_end_in_a_verdict(Enums.BandFormat format, int bands)
    {
        using var black = Image.Black(9, 5, bands: bands).Cast(format);
        var verdict = ImageDecoder.TryDecode(black.TiffsaveBuffer(), TestPictures.Limits, out var decoded);
        Assert.True(verdict is ImageVerdict.Sound or ImageVerdict.Unreadable, verdict.ToString());
        Assert.Equal(verdict is ImageVerdict.Sound, decoded is not null);
    }
}
