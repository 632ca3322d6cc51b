using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class PerceptualHashTests
{
    private static readonly RgbImage s_picture = TestPictures.Paint(160, 120, (x, y) =>
        ((byte)(128 + (90 * Math.Sin((x * x / 2000.0) + (y / 17.0)))), (byte)(y * 2), (byte)(((x / 20) + (y / 15)) % 2 * 200)));

    [Fact]
    public void Smaller_and_recompressed_copies_stay_near()
    {
        var hash = PerceptualHash.Of(s_picture);
        Assert.InRange(hash.DistanceTo(PerceptualHash.Of(s_picture.Resize(80, 60))), 0, 3);
        Assert.InRange(hash.DistanceTo(PerceptualHash.Of(ImageDecoder.Decode(s_picture.EncodeJpeg(30), TestPictures.Limits))), 0, 3);
    }

    [Fact]
    public void Unrelated_pictures_are_far() => Assert.InRange(
        PerceptualHash.Of(s_picture).DistanceInAnyOrientationTo(PerceptualHash.Of(TestPictures.Noise(160, 120, seed: 4))), 12, 63);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Mirrored_and_turned_copies_are_found_without_their_pixels(int orientation)
    {
        var turned = PerceptualHash.Of(TestPictures.Upright(s_picture, orientation));
        Assert.True(PerceptualHash.Of(s_picture).DistanceTo(turned) > 8);
        Assert.InRange(PerceptualHash.Of(s_picture).DistanceInAnyOrientationTo(turned), 0, 2);
    }

    [Fact]
    public void A_flat_picture_has_no_structure() =>
        Assert.Equal(0UL, PerceptualHash.Of(TestPictures.Paint(50, 20, (_, _) => (90, 90, 91))).Bits);

    [Fact]
    public void The_text_has_sixteen_digits() => Assert.Equal("000000000000abcd", new PerceptualHash(0xABCD).ToString());
}
