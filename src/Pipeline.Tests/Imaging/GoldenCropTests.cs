using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>Our crops against those that Pillow made of the same files.</summary>
public sealed class GoldenCropTests(ITestOutputHelper output)
{
    private const double MaxMeanDifference = 1.0;

    /// <summary>Where Pillow's plain <c>convert("RGB")</c> ignores what we honour: transparency, inks and colour profiles.</summary>
    private static readonly Dictionary<string, string> s_otherByIntent = new(StringComparer.Ordinal)
    {
        ["odd/png-alpha-stork.png"] = "transparency",
        ["odd/png-gray-alpha-tiger.png"] = "transparency and a grey profile",
        ["odd/tiny-10x35.gif"] = "transparency",
        ["odd/cmyk-adobe-jpeg.jpg"] = "CMYK",
        ["odd/cmyk-small-mozilla.jpg"] = "CMYK",
        ["odd/ycck-jpeg.jpg"] = "CMYK with a profile",
        ["odd/adobe-rgb-icc-dog.jpg"] = "Adobe RGB",
        ["animals/gorilla/kovacs-gorilla_0001.jpg"] = "a profile that is not sRGB",
    };

    [Fact]
    public void Crops_agree_with_pillow()
    {
        var (compared, exact, tooFar) = (0, 0, new List<string>());
        foreach (var (name, file, golden) in Crops())
        {
            var expected = ImageDecoder.Decode(File.ReadAllBytes(golden), new DecodeLimits());
            var crop = EvalTransform.Crop(File.ReadAllBytes(file), TestPictures.ImageNet, new DecodeLimits());
            var (mean, max) = (TestPictures.MeanDifference(expected, crop), TestPictures.MaxDifference(expected, crop));
            var isOther = s_otherByIntent.TryGetValue(name, out var reason);
            output.WriteLine(FormattableString.Invariant($"{mean,8:0.000} {max,4} {name}{(isOther ? $" (not compared: {reason})" : "")}"));
            if (isOther) continue;
            (compared, exact) = (compared + 1, exact + (max == 0 ? 1 : 0));
            if (mean > MaxMeanDifference) tooFar.Add(name);
        }

        output.WriteLine($"{exact} of {compared} exact");
        Assert.Empty(tooFar);
        Assert.Equal((65, 57), (compared, exact));
    }

    [Fact]
    public void Full_decodes_give_pillows_very_pixels()
    {
        var compared = 0;
        foreach (var (name, file, golden) in Crops().Where(crop => !s_otherByIntent.ContainsKey(crop.Name)))
        {
            var whole = ReducedImage.Whole(ImageDecoder.Decode(File.ReadAllBytes(file), new DecodeLimits()));
            var expected = ImageDecoder.Decode(File.ReadAllBytes(golden), new DecodeLimits());
            Assert.True(expected.Pixels.AsSpan().SequenceEqual(EvalTransform.Crop(whole, TestPictures.ImageNet).Pixels), name);
            compared++;
        }

        Assert.Equal(65, compared);
    }

    private static IEnumerable<(string Name, string File, string Golden)> Crops() =>
        from set in (string[])["animals", "odd"]
        from golden in Directory.GetFiles(PipelineAssets.Require("golden", set, "crops"), "*.png").Order(StringComparer.Ordinal)
        let name = $"{set}/{Path.GetFileNameWithoutExtension(golden).Replace("__", "/", StringComparison.Ordinal)}"
        select (name, PipelineAssets.Require(name.Split('/')), golden);
}
