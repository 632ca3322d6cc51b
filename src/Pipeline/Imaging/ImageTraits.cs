namespace Pipeline.Imaging;

/// <summary>What a picture's pixels say of its quality, measured at no more than 256 pixels of the longer side: networks see no finer.</summary>
/// <param name="Dim">Brightness that 1 % of the pixels exceed, 0 to 1: low in a picture that is dark everywhere.</param>
/// <param name="Bright">Brightness that 95 % of the pixels exceed, 0 to 1: high in a picture that is light everywhere.</param>
/// <param name="Entropy">Of the grey levels, in bits, 0 to 8: low in a picture of few tones (a blank page, a logo).</param>
/// <param name="Sharpness">Mean square of the Laplacian over the variance of the grey levels: low where nothing changes within a pixel or two. Contrast alone does not raise it.</param>
/// <param name="Colour">Largest difference between the channels of a pixel, averaged over the most colourful 1 % of pixels, 0 to 255: 0 in a grey picture.</param>
internal sealed record ImageTraits(double Dim, double Bright, double Entropy, double Sharpness, double Colour)
{
    private const int Side = 256;
    private const int Levels = 256;

    public static ImageTraits Of(RgbImage image)
    {
        var small = image.ResizeToFit(Side, Side);
        var grey = new double[small.Width * small.Height];
        Span<int> brightness = stackalloc int[Levels], tones = stackalloc int[Levels], colours = stackalloc int[Levels];
        for (var i = 0; i < grey.Length; i++)
        {
            var (red, green, blue) = (small.Pixels[3 * i], small.Pixels[(3 * i) + 1], small.Pixels[(3 * i) + 2]);
            grey[i] = (0.299 * red) + (0.587 * green) + (0.114 * blue);
            tones[(int)(grey[i] + 0.5)]++;
            brightness[(int)(Perceived(red, green, blue) + 0.5)]++;
            colours[Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue))]++;
        }

        return new(Percentile(brightness, 0.99), Percentile(brightness, 0.05), EntropyOf(tones, grey.Length), SharpnessOf(grey, small.Width, small.Height), TopMean(colours));
    }

    /// <summary>Brightness as the eye takes it; Finley's HSP model, which cleanvision uses too.</summary>
    private static double Perceived(byte red, byte green, byte blue) => Math.Sqrt((0.241 * red * red) + (0.691 * green * green) + (0.068 * blue * blue));

    private static double Percentile(ReadOnlySpan<int> counts, double share)
    {
        var wanted = share * Sum(counts);
        var seen = 0;
        for (var level = 0; level < counts.Length; level++)
        {
            if ((seen += counts[level]) >= wanted) return level / (double)(Levels - 1);
        }

        return 1;
    }

    private static double EntropyOf(ReadOnlySpan<int> counts, int total)
    {
        var sum = 0.0;
        foreach (var count in counts) sum -= count == 0 ? 0 : (double)count / total * Math.Log2((double)count / total);
        return sum;
    }

    private static double TopMean(ReadOnlySpan<int> counts)
    {
        var wanted = Math.Max(1, Sum(counts) / 100);
        double sum = 0;
        var taken = 0;
        for (var level = Levels - 1; taken < wanted; level--)
        {
            var here = Math.Min(counts[level], wanted - taken);
            (sum, taken) = (sum + (here * (double)level), taken + here);
        }

        return sum / wanted;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }

    private static double SharpnessOf(double[] grey, int width, int height)
    {
        double mean = grey.Average(), variance = 0, squares = 0;
        foreach (var level in grey) variance += (level - mean) * (level - mean);
        if (width < 3 || height < 3 || variance < grey.Length) return 0;
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var at = (y * width) + x;
                var laplacian = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - (4 * grey[at]);
                squares += laplacian * laplacian;
            }
        }

        return squares / ((width - 2) * (height - 2)) / (variance / grey.Length);
    }
}
