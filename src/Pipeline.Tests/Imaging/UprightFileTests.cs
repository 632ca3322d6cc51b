using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>What a program is handed that knows neither orientation nor profiles.</summary>
public sealed class UprightFileTests
{
    private static readonly DecodePolicy Whole = new(TestPictures.Limits, AllowTruncated: false), Partial = new(TestPictures.Limits, AllowTruncated: true);

    [Fact]
    public void A_jpeg_that_is_upright_and_in_srgb_goes_as_it_is()
    {
        byte[] jpeg = TestPictures.Save(TestPictures.Smooth(40, 30), image => image.JpegsaveBuffer());

        Assert.Same(jpeg, UprightFile.Of(jpeg, Whole, out string extension));
        Assert.Equal(UprightFile.Jpeg, extension);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_jpeg_that_lies_on_its_side_goes_as_its_upright_pixels(int orientation)
    {
        byte[] jpeg = TestPictures.SaveOriented(TestPictures.Smooth(40, 30), orientation, image => image.JpegsaveBuffer());

        AssertPixels(jpeg, Whole);
    }

    [Fact]
    public void A_grey_jpeg_goes_as_three_channels() => AssertPixels(TestPictures.Save(TestPictures.Smooth(40, 30), image => image.Colourspace(Enums.Interpretation.Bw).JpegsaveBuffer()), Whole);

    [Fact]
    public void Every_other_format_goes_as_png()
    {
        var picture = TestPictures.Noise(40, 30, seed: 4);

        AssertPixels(TestPictures.Save(picture, image => image.WebpsaveBuffer(lossless: true)), Whole);
        AssertPixels(TestPictures.Save(picture, image => image.GifsaveBuffer()), Whole);
        AssertPixels(TestPictures.SaveBitmap(picture), Whole);
        AssertPixels(TestPictures.Save(picture, image => image.PngsaveBuffer()), Whole);
    }

    [Fact]
    public void What_is_cut_short_goes_nowhere_or_as_far_as_it_decodes_but_never_as_it_is()
    {
        byte[] cut = TestPictures.Save(TestPictures.Noise(64, 64, seed: 5), image => image.JpegsaveBuffer())[..^900];

        Assert.Throws<UndecodableImageException>(() => UprightFile.Of(cut, Whole, out _));
        AssertPixels(cut, Partial);
    }

    private static void AssertPixels(byte[] file, DecodePolicy decoding)
    {
        byte[] handed = UprightFile.Of(file, decoding, out string extension);

        Assert.Equal(UprightFile.Png, extension);
        Assert.Equal(ImageFormat.Png, ImageFormat.Of(handed));
        Assert.Equal(ImageDecoder.Decode(file, decoding.Limits, decoding.AllowTruncated).Pixels, ImageDecoder.Decode(handed, decoding.Limits).Pixels);
    }
}
