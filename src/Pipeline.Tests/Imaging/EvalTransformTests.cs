using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class EvalTransformTests
{
    [Theory]
    [InlineData(640, 480, 341, 256)] // 341.33 is cut
    [InlineData(480, 640, 256, 341)]
    [InlineData(590, 393, 384, 256)] // 384.32
    [InlineData(100, 100, 256, 256)]
    [InlineData(1, 65500, 256, 16768000)]
    [InlineData(1000, 667, 383, 256)] // 383.81
    public void The_longer_side_is_cut_to_a_whole_number(int width, int height, int resizedWidth, int resizedHeight) =>
        Assert.Equal(new PixelSize(resizedWidth, resizedHeight), EvalTransform.ResizedSize(width, height, 256));

    [Theory]
    [InlineData(256, 16)]
    [InlineData(341, 58)] // 58.5 goes to the even 58
    [InlineData(343, 60)] // 59.5 goes to the even 60
    [InlineData(224, 0)]
    [InlineData(225, 0)] // 0.5
    [InlineData(227, 2)] // 1.5
    public void Halves_of_the_margin_go_to_the_even_neighbour(int length, int margin) => Assert.Equal(margin, EvalTransform.Margin(length, 224));

    [Fact]
    public void The_tensor_holds_three_normalised_planes()
    {
        var spec = new TransformSpec(4, 2, [0.5f, 0.25f, 0f], [0.5f, 1f, 2f]);
        var picture = TestPictures.Paint(4, 4, (x, y) => ((byte)(10 * x), (byte)(10 * y), (byte)((10 * x) + y)));
        var pixels = new float[spec.TensorLength];
        EvalTransform.Apply(picture.EncodePng(), spec, TestPictures.Limits, allowTruncated: false, pixels);

        float[] levels = [10, 20, 10, 20, 10, 10, 20, 20, 11, 21, 12, 22];
        var expected = levels.Select((level, i) => ((level / 255f) - spec.Mean[i / 4]) / spec.Std[i / 4]);
        Assert.Equal(expected, pixels);
    }

    [Fact]
    public void A_tensor_of_the_wrong_length_is_a_bug_of_the_caller()
    {
        var bytes = TestPictures.Smooth(9, 9).EncodePng();
        Assert.ThrowsAny<ArgumentException>(() => EvalTransform.Apply(bytes, TestPictures.ImageNet, TestPictures.Limits, false, new float[7]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3000)]
    [InlineData(3000, 1)]
    [InlineData(3, 224)]
    public void Extreme_shapes_fill_the_crop(int width, int height)
    {
        var bytes = TestPictures.Paint(width, height, (_, _) => (7, 8, 9)).EncodePng();
        var crop = EvalTransform.Crop(bytes, TestPictures.ImageNet, TestPictures.Limits);
        Assert.Equal((224, 224), (crop.Width, crop.Height));
        Assert.Equal([7, 8, 9], crop.Pixels[..3]);
        Assert.Equal([7, 8, 9], crop.Pixels[^3..]);
    }

    [Fact]
    public void The_key_differs_with_every_number()
    {
        TransformSpec[] specs =
        [
            TestPictures.ImageNet,
            new(255, 224, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]),
            new(256, 223, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]),
            new(256, 224, [0.4850001f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]),
            new(256, 224, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.2250001f]),
        ];
        Assert.Equal(specs.Length, specs.Select(spec => spec.Key).Distinct(StringComparer.Ordinal).Count());
        var same = new TransformSpec(256, 224, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
        Assert.Equal(TestPictures.ImageNet, same);
        Assert.Equal(TestPictures.ImageNet.GetHashCode(), same.GetHashCode());
        Assert.EndsWith("resize=256 crop=224 mean=0.485,0.456,0.406 std=0.229,0.224,0.225", same.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_describe_no_transform_are_refused()
    {
        Assert.Throws<PipelineException>(() => new TransformSpec(200, 224, [0, 0, 0], [1, 1, 1]));
        Assert.Throws<PipelineException>(() => new TransformSpec(256, 0, [0, 0, 0], [1, 1, 1]));
        Assert.Throws<PipelineException>(() => new TransformSpec(256, 224, [0, 0], [1, 1, 1]));
        Assert.Throws<PipelineException>(() => new TransformSpec(256, 224, [0, 0, float.NaN], [1, 1, 1]));
        Assert.Throws<PipelineException>(() => new TransformSpec(256, 224, [0, 0, 0], [1, 0, 1]));
    }
}
