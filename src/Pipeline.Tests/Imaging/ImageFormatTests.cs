using System.Text;
using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class ImageFormatTests
{
    [Theory]
    [InlineData("FF D8 FF E0 00 10", ImageFormat.Jpeg)]
    [InlineData("89 50 4E 47 0D 0A 1A 0A", ImageFormat.Png)]
    [InlineData("47 49 46 38 39 61", ImageFormat.Gif)]
    [InlineData("52 49 46 46 00 00 00 00 57 45 42 50", ImageFormat.WebP)]
    [InlineData("52 49 46 46 00 00 00 00 57 41 56 45", ImageFormat.Unknown)] // a WAV
    [InlineData("49 49 2A 00 08 00", ImageFormat.Tiff)]
    [InlineData("4D 4D 00 2B 00 08", ImageFormat.Tiff)]
    [InlineData("00 00 00 1C 66 74 79 70 61 76 69 66 00 00 00 00 6D 69 66 31", ImageFormat.Avif)]
    [InlineData("00 00 00 18 66 74 79 70 6D 69 66 31 00 00 00 00 61 76 69 66", ImageFormat.Avif)]
    [InlineData("00 00 00 18 66 74 79 70 68 65 69 63 00 00 00 00 6D 69 66 31", ImageFormat.Heic)]
    [InlineData("00 00 00 18 66 74 79 70 69 73 6F 6D 00 00 00 00 6D 70 34 31", ImageFormat.Unknown)] // a film
    [InlineData("42 4D 00 00 00 00 00 00 00 00 36 00 00 00 28 00 00 00", ImageFormat.Bmp)]
    [InlineData("FF 0A 00", ImageFormat.JpegXl)]
    [InlineData("00 00 00 0C 6A 50 20 20 0D 0A 87 0A", ImageFormat.Jpeg2000)]
    [InlineData("38 42 50 53 00 01", ImageFormat.Photoshop)]
    [InlineData("FF", ImageFormat.Unknown)]
    [InlineData("", ImageFormat.Unknown)]
    public void The_first_bytes_tell_the_format(string hex, ImageFormat expected) =>
        Assert.Equal(expected, ImageFormat.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("<!DOCTYPE html><title>404</title>", ImageFormat.Html)]
    [InlineData("\uFEFF \n<HTML>", ImageFormat.Html)]
    [InlineData("<?xml version=\"1.0\"?><!-- drawn --><svg/>", ImageFormat.Svg)]
    [InlineData("%PDF-1.7", ImageFormat.Pdf)]
    [InlineData("BMW is a maker of cars", ImageFormat.Unknown)]
    [InlineData("width,height", ImageFormat.Unknown)]
    public void Text_is_recognised_behind_marks_and_comments(string text, ImageFormat expected) =>
        Assert.Equal(expected, ImageFormat.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_format_has_a_name() => Assert.All(Enum.GetValues<ImageFormat>(), format => Assert.NotEmpty(format.DisplayName));

    [Fact]
    public void Loaders_that_nobody_asked_for_are_blocked()
    {
        _ = VipsCodec.LibraryName;
        Assert.Throws<VipsException>(() => Image.SvgloadBuffer("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray()));
        Assert.Throws<VipsException>(() => Image.CsvloadSource(Source.NewFromMemory("1,2\n3,4\n"u8.ToArray())));
    }
}
