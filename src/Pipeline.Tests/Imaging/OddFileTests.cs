using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>Every difficult file ends in the verdict that a person would give.</summary>
public sealed class OddFileTests(ITestOutputHelper output)
{
    /// <summary>All others decode whole.</summary>
    private static readonly Dictionary<string, string> s_verdicts = new(StringComparer.Ordinal)
    {
        ["truncated-kangaroo.jpg"] = "truncated",
        ["truncated-half.jpg"] = "truncated",
        ["truncated.png"] = "truncated",
        ["broken.png"] = "unreadable",
        ["jpeg-missing-sof.jpg"] = "unreadable",
        ["jpeg-null-height.jpg"] = "unreadable",
        ["jpeg-max-size-bomb.jpg"] = "too-large",
        ["gif-decompression-bomb.gif"] = "too-large",
        ["html-saved-as.jpg"] = "not-an-image",
        ["zero-bytes.jpg"] = "empty",
    };

    private static readonly Dictionary<string, (ImageFormat Format, int Width, int Height)> s_disguised = new(StringComparer.Ordinal)
    {
        ["jpeg-named.png"] = (ImageFormat.Jpeg, 1024, 1024),
        ["jpeg-named.webp"] = (ImageFormat.Jpeg, 1200, 801),
        ["palette-png-named.jpg"] = (ImageFormat.Png, 300, 168),
        ["png-named.gif"] = (ImageFormat.Png, 133, 120),
        ["webp-named-kudu.jpg"] = (ImageFormat.WebP, 141, 106),
        ["exif-orientation-6-landscape.jpg"] = (ImageFormat.Jpeg, 1800, 1200),
        ["exif-orientation-6-portrait.jpg"] = (ImageFormat.Jpeg, 1200, 1800),
        ["avif-named.avif"] = (ImageFormat.Avif, 800, 530),
    };

    [Fact]
    public void Each_file_has_its_verdict()
    {
        var files = Directory.GetFiles(PipelineAssets.Require("odd")).Where(file => !file.EndsWith(".csv", StringComparison.Ordinal)).ToArray();
        Assert.Equal(44, files.Length);
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var verdict = ImageDecoder.TryDecode(File.ReadAllBytes(file), new DecodeLimits(), out var image);
            output.WriteLine($"{verdict.Name,-13} {name} {verdict.Reason}");
            Assert.Equal((name, s_verdicts.GetValueOrDefault(name, "ok")), (name, verdict.Name));
            Assert.Equal(verdict is ImageVerdict.Sound or ImageVerdict.Truncated, image is not null);
            if (s_disguised.TryGetValue(name, out var expected)) Assert.Equal(expected, (verdict.Format, image!.Width, image.Height));
        }
    }

    [Fact]
    public void The_missing_twenty_bytes_cost_the_last_row_only()
    {
        var bytes = File.ReadAllBytes(PipelineAssets.Require("odd", "truncated-kangaroo.jpg"));
        Assert.Throws<UndecodableImageException>(() => EvalTransform.Crop(bytes, TestPictures.ImageNet, new DecodeLimits()));
        var image = ImageDecoder.Decode(bytes, new DecodeLimits(), allowTruncated: true);
        Assert.Equal((590, 393), (image.Width, image.Height));
        // Above the last row of 16 x 16 blocks the photo is no flat grey.
        var row = image.Pixels.AsSpan(380 * 590 * 3, 590 * 3).ToArray();
        Assert.True(row.Distinct().Count() > 50);
    }
}
