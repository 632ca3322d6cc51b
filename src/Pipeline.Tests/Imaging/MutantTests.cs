using NetVips;
using Pipeline.Imaging;

namespace Pipeline.Tests.Imaging;

/// <summary>Memory is compared, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>Damaged files of every format: whatever the bytes, a verdict comes back, and memory stays flat.</summary>
[Collection(nameof(RunsAlone))]
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int WarmUp = 100;
    private const long MaxGrowthBytes = 150 << 20;

    private static int Count => Environment.GetEnvironmentVariable("PIPELINE_LONG_TESTS") is { Length: > 0 } ? 10_000 : 600;

    [Fact]
    public void A_damaged_file_ends_in_a_verdict_and_memory_stays_flat()
    {
        var seeds = Seeds();
        Assert.All(seeds, seed => Assert.IsType<ImageVerdict.Sound>(ImageDecoder.Inspect(seed, TestPictures.Limits)));
        var random = new Random(20_250_101);
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (before, tensor) = (0L, new float[TestPictures.ImageNet.TensorLength]);
        for (var i = 0; i < WarmUp + Count; i++)
        {
            if (i == WarmUp) before = ResidentBytes();
            var mutant = Mutate(seeds, random);
            var verdict = ImageDecoder.TryDecode(mutant, TestPictures.Limits, out var image);
            Assert.Equal(verdict is ImageVerdict.Sound or ImageVerdict.Truncated, image is not null);
            if (image is not null) EvalTransform.Apply(mutant, TestPictures.ImageNet, TestPictures.Limits, allowTruncated: true, tensor);
            if (i >= WarmUp) verdicts[verdict.Name] = verdicts.GetValueOrDefault(verdict.Name) + 1;
        }

        var growth = ResidentBytes() - before;
        output.WriteLine($"{Count} mutants of {seeds.Count} seeds: {string.Join(", ", verdicts.Select(pair => $"{pair.Value} {pair.Key}"))}");
        output.WriteLine($"memory {before >> 20} MiB, {growth / 1048576.0:+0.0;-0.0} MiB");
        Assert.InRange(verdicts["ok"], 1, Count - 1);
        Assert.InRange(growth, long.MinValue, MaxGrowthBytes);
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    /// <summary>Bytes flipped, the end cut off, or the rest of another file put in place; one mutant in three suffers twice.</summary>
    private static byte[] Mutate(List<byte[]> seeds, Random random)
    {
        var bytes = (byte[])seeds[random.Next(seeds.Count)].Clone();
        for (var rounds = random.Next(3) == 0 ? 2 : 1; rounds > 0; rounds--)
        {
            bytes = random.Next(4) switch
            {
                0 => bytes[..random.Next(bytes.Length + 1)],
                1 => Splice(bytes, seeds[random.Next(seeds.Count)], random),
                _ => Flip(bytes, random),
            };
        }

        return bytes;
    }

    private static byte[] Splice(byte[] head, byte[] tail, Random random) =>
        [.. head[..random.Next(head.Length + 1)], .. tail[random.Next(tail.Length)..]];

    /// <summary>One to eight bytes; every other time within the header, where they do most.</summary>
    private static byte[] Flip(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return bytes;
        var reach = random.Next(2) == 0 ? Math.Min(64, bytes.Length) : bytes.Length;
        for (var flips = random.Next(1, 9); flips > 0; flips--) bytes[random.Next(reach)] = (byte)random.Next(256);
        return bytes;
    }

    private static List<byte[]> Seeds()
    {
        var picture = TestPictures.Smooth(48, 36);
        using var black = Image.Black(20, 10);
        using var vips = TestPictures.Vips(picture);
        using var cmyk = vips.IccTransform("cmyk", inputProfile: "srgb", embedded: true);
        return
        [
            picture.EncodeJpeg(),
            TestPictures.Save(picture, image => image.JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.Off)),
            TestPictures.SaveOriented(picture, 6, image => image.JpegsaveBuffer(profile: "p3")),
            cmyk.JpegsaveBuffer(),
            black.JpegsaveBuffer(),
            picture.EncodePng(),
            TestPictures.Save(picture, image => image.PngsaveBuffer(interlace: true)),
            TestPictures.Save(picture, image => image.PngsaveBuffer(palette: true)),
            TestPictures.Save(picture, image => image.GifsaveBuffer()),
            TestPictures.Save(picture, image => image.WebpsaveBuffer()),
            TestPictures.Save(picture, image => image.WebpsaveBuffer(lossless: true)),
            TestPictures.Save(picture, image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate)),
            TestPictures.Save(picture, image => image.TiffsaveBuffer(tile: true, tileWidth: 16, tileHeight: 16)),
            TestPictures.Save(picture, image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg)),
            TestPictures.Save(picture, image => image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0)),
            TestPictures.SaveBitmap(picture),
        ];
    }
}
