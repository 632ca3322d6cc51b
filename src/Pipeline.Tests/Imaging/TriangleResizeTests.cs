using CsCheck;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

public sealed class TriangleResizeTests
{
    [Fact]
    public void Four_pixels_to_two_weigh_three_three_one()
    {
        // Scale 2: the triangle around the centre 1 reaches from -1 to 3; pixel centres 0.5, 1.5, 2.5 weigh 0.75, 0.75, 0.25 of 1.75.
        var taps = new TriangleTaps(sourceLength: 4, boxStart: 0, boxLength: 4, targetLength: 2, windowStart: 0, windowLength: 2);
        Assert.Equal([Seventh(3), Seventh(3), Seventh(1)], taps.At(0, out var first).ToArray());
        Assert.Equal(0, first);
        Assert.Equal([Seventh(1), Seventh(3), Seventh(3)], taps.At(1, out first).ToArray());
        Assert.Equal(1, first);

        static int Seventh(int times) => (int)Math.Round(times * (double)(1 << TriangleTaps.FractionBits) / 7);
    }

    [Fact]
    public void The_same_size_is_the_same_picture()
    {
        var picture = TestPictures.Noise(31, 17, seed: 3);
        Assert.Equal(picture.Pixels, picture.Resize(31, 17).Pixels);
    }

    [Fact]
    public void Every_size_agrees_with_the_textbook_sum() => Gen
        .Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[0, 999])
        .Sample((width, height, toWidth, toHeight, seed) =>
        {
            var picture = TestPictures.Noise(width, height, seed);
            var expected = Textbook(Textbook(picture, toWidth, isVertical: false), toHeight, isVertical: true);
            // Fixed-point weights may round a level the other way in each of the two passes.
            Assert.InRange(TestPictures.MaxDifference(expected, picture.Resize(toWidth, toHeight)), 0, 2);
        }, iter: 200);

    [Fact]
    public void A_window_is_cut_from_the_whole() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[8, 40], Gen.Int[0, 999])
        .Sample((width, height, side, seed) =>
        {
            var picture = TestPictures.Noise(width, height, seed);
            var (x, y, columns, rows) = (seed % 4, seed % 5, side - (seed % 8), side - (seed % 7));
            (columns, rows) = (Math.Min(columns, side - x), Math.Min(rows, side - y));
            var whole = picture.Resize(side, side);
            var window = TriangleResize.Window(picture, SourceBox.Of(picture), new(side, side), new(x, y, columns, rows));
            var cut = TestPictures.Paint(columns, rows, (cx, cy) =>
            {
                var at = (((y + cy) * side) + x + cx) * 3;
                return (whole.Pixels[at], whole.Pixels[at + 1], whole.Pixels[at + 2]);
            });
            Assert.Equal(cut.Pixels, window.Pixels);
        }, iter: 200);

    [Fact]
    public void A_box_beyond_the_edge_repeats_the_edge()
    {
        var picture = TestPictures.Paint(4, 4, (_, _) => (9, 99, 200));
        var grown = TriangleResize.Window(picture, new(-3, -3, 10, 10), new(5, 5), new(0, 0, 5, 5));
        Assert.Equal(picture.Resize(5, 5).Pixels, grown.Pixels);
    }

    [Theory]
    [InlineData(100, 50, 20, 20, 20, 10)]
    [InlineData(100, 50, 400, 20, 40, 20)]
    [InlineData(100, 50, 400, 400, 100, 50)]
    [InlineData(1000, 1, 10, 10, 10, 1)]
    public void A_picture_fits_its_bounds_and_is_never_enlarged(int width, int height, int maxWidth, int maxHeight, int fitWidth, int fitHeight)
    {
        var fitted = TestPictures.Smooth(width, height).ResizeToFit(maxWidth, maxHeight);
        Assert.Equal((fitWidth, fitHeight), (fitted.Width, fitted.Height));
    }

    /// <summary>One axis in doubles over all source pixels: the definition, without any of the code under test.</summary>
    private static RgbImage Textbook(RgbImage source, int length, bool isVertical)
    {
        var sourceLength = isVertical ? source.Height : source.Width;
        var scale = (double)sourceLength / length;
        var reach = Math.Max(1, scale);
        return TestPictures.Paint(isVertical ? source.Width : length, isVertical ? length : source.Height, (x, y) =>
        {
            var center = ((isVertical ? y : x) + 0.5) * scale;
            var (sum, levels) = (0.0, new double[3]);
            for (var s = 0; s < sourceLength; s++)
            {
                var weight = Math.Max(0, 1 - (Math.Abs(s + 0.5 - center) / reach));
                sum += weight;
                var at = isVertical ? ((s * source.Width) + x) * 3 : ((y * source.Width) + s) * 3;
                for (var channel = 0; channel < 3; channel++) levels[channel] += weight * source.Pixels[at + channel];
            }

            return (Round(levels[0] / sum), Round(levels[1] / sum), Round(levels[2] / sum));
        });
    }

    private static byte Round(double level) => (byte)Math.Floor(level + 0.5);
}
