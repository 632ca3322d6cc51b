using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class UprightTests
{
    public static TheoryData<int> Orientations => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_picture_stands_upright_by_its_exif_orientation(int orientation)
    {
        var stored = TestPictures.Noise(13, 7, seed: orientation);
        var decoded = ImageDecoder.Decode(TestPictures.SaveOriented(stored, orientation, image => image.PngsaveBuffer()), TestPictures.Limits);
        var expected = TestPictures.Upright(stored, orientation);
        Assert.Equal((expected.Width, expected.Height), (decoded.Width, decoded.Height));
        Assert.Equal(expected.Pixels, decoded.Pixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(-3)]
    [InlineData(65535)]
    public void A_nonsense_orientation_turns_nothing(int orientation)
    {
        var stored = TestPictures.Noise(13, 7, seed: 9);
        var bytes = TestPictures.SaveOriented(stored, orientation, image => image.TiffsaveBuffer());
        Assert.Equal(stored.Pixels, ImageDecoder.Decode(bytes, TestPictures.Limits).Pixels);
    }

    /// <summary>Odd sizes: at 1/8, seven eighths of a column and a row are lost, and turning moves the loss to the front.</summary>
    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_jpeg_decoded_smaller_gives_the_same_crop_in_every_orientation(int orientation)
    {
        var stored = TestPictures.Smooth(1207, 807);
        var bytes = TestPictures.SaveOriented(stored, orientation, image => image.JpegsaveBuffer(q: 95));
        var spec = new TransformSpec(48, 40, TestPictures.ImageNet.Mean, TestPictures.ImageNet.Std);
        var whole = EvalTransform.Crop(ReducedImage.Whole(ImageDecoder.Decode(bytes, TestPictures.Limits)), spec);

        var reduced = EvalTransform.Decode(bytes, spec, TestPictures.Limits);
        Assert.Equal(100, Math.Min(reduced.Pixels.Width, reduced.Pixels.Height));
        Assert.Equal(orientation >= 5 ? (807, 1207) : (1207, 807), (reduced.Width, reduced.Height));
        Assert.InRange(TestPictures.MeanDifference(whole, EvalTransform.Crop(reduced, spec)), 0, 0.35);
    }
}
