namespace Pipeline.Imaging;

/// <summary>
/// Decides whether one picture is a re-encoded, resized, turned, mirrored, brightened or slightly cropped copy of another. The perceptual hash alone
/// cannot: it finds candidates, and it is given the hashes of five crops too, because a crop by a tenth changes up to 28 of its bits. What decides is
/// the correlation of the two thumbnails after the one has been cropped to fit the other best.
/// </summary>
/// <remarks>
/// Among 567 photos and 50 drawings, 29 altered copies of each correlated at 0.973 or more (the least: whites burnt out), and the likeliest of all pairs of different
/// pictures at 0.90; the pair nearest by hash alone (4 bits) at 0.81.
/// </remarks>
internal sealed class NearDuplicate
{
    /// <summary>Correlation from which two pictures count as the same; midway between copies and strangers, see above.</summary>
    public const double MinCorrelation = 0.95;

    /// <summary>Crops of a tenth reach 3.2 of 32 pixels; one more for a copy of a copy.</summary>
    private const float MaxMargin = 4;

    /// <summary>Pixels of either side at which pictures are compared: finer detail does not survive recompression.</summary>
    private const int ComparedSide = 16;

    /// <summary>A picture that varies by less, in grey levels (standard deviation), has nothing to be recognised by.</summary>
    private const float MinContrast = 2;

    /// <summary>Crops by 7.5 %, to the middle and to each corner: no crop by a tenth or less is far from the nearest of them or from the whole.</summary>
    private static readonly CropMargins[] s_crops = [default, new(1.2f, 1.2f, 1.2f, 1.2f), new(0, 0, 2.4f, 2.4f), new(2.4f, 0, 0, 2.4f), new(0, 2.4f, 2.4f, 0), new(2.4f, 2.4f, 0, 0)];

    private readonly GreyThumbnail _thumbnail;

    public NearDuplicate(GreyThumbnail thumbnail)
    {
        _thumbnail = thumbnail;
        Crops = [.. s_crops.Select(margins => PerceptualHash.Of(thumbnail, margins).Bits)];
        Orientations = [.. Enumerable.Range(0, 8).Select(orientation => new PerceptualHash(Crops[0]).Oriented(orientation).Bits)];
    }

    /// <summary>Hashes of the whole picture and of its crops.</summary>
    public ulong[] Crops { get; }

    /// <summary>Hashes of the whole picture in all eight orientations.</summary>
    public ulong[] Orientations { get; }

    /// <summary>Whether the other picture may be a copy of this one, or of a crop of it: few bits differ.</summary>
    /// <param name="distance">Bits that may differ.</param>
    public bool MayContain(NearDuplicate other, int distance)
    {
        foreach (var oriented in other.Orientations)
        {
            foreach (var crop in Crops)
            {
                if (ulong.PopCount(oriented ^ crop) <= (ulong)distance) return true;
            }
        }

        return false;
    }

    /// <summary>How well the other picture agrees with this one or with a crop of it.</summary>
    /// <returns>Correlation, -1 to 1; 0 where one of the two is flat.</returns>
    public double CorrelationWith(NearDuplicate other)
    {
        var (crop, orientation) = Nearest(other);
        Span<float> target = stackalloc float[ComparedSide * ComparedSide];
        other._thumbnail.Oriented(orientation).Sample(default, ComparedSide, target);
        return Standardise(target) ? Fit(s_crops[crop], target) : 0;
    }

    private (int Crop, int Orientation) Nearest(NearDuplicate other) =>
        (from orientation in Enumerable.Range(0, other.Orientations.Length)
         from crop in Enumerable.Range(0, Crops.Length)
         select (crop, orientation)).MinBy(pair => ulong.PopCount(Crops[pair.crop] ^ other.Orientations[pair.orientation]));

    /// <summary>Moves the four edges, one or two opposite ones at a time, in ever smaller steps, as long as the correlation grows.</summary>
    private double Fit(CropMargins start, ReadOnlySpan<float> target)
    {
        Span<float> own = stackalloc float[ComparedSide * ComparedSide];
        var (margins, best) = (start, Correlation(start, target, own));
        for (var step = 1f; step >= 0.25f; step /= 2)
        {
            bool isBetter;
            do
            {
                isBetter = false;
                foreach (var moved in Moves(margins, step))
                {
                    var correlation = Correlation(moved, target, own);
                    if (correlation > best + 1e-6) (margins, best, isBetter) = (moved, correlation, true);
                }
            }
            while (isBetter);
        }

        return best;
    }

    private static IEnumerable<CropMargins> Moves(CropMargins at, float step)
    {
        foreach (var by in (float[])[-step, step])
        {
            CropMargins[] moves =
            [
                at with { Left = at.Left + by }, at with { Top = at.Top + by }, at with { Right = at.Right + by }, at with { Bottom = at.Bottom + by },
                at with { Left = at.Left + by, Right = at.Right - by }, at with { Top = at.Top + by, Bottom = at.Bottom - by },
            ];
            foreach (var move in moves)
            {
                if (IsAllowed(move.Left) && IsAllowed(move.Top) && IsAllowed(move.Right) && IsAllowed(move.Bottom)) yield return move;
            }
        }
    }

    private static bool IsAllowed(float margin) => margin is >= 0 and <= MaxMargin;

    private double Correlation(CropMargins margins, ReadOnlySpan<float> target, Span<float> own)
    {
        _thumbnail.Sample(margins, ComparedSide, own);
        return Standardise(own) ? Dot(own, target) : 0;
    }

    /// <summary>Mean 0 and length 1.</summary>
    /// <returns>False when the picture is flat.</returns>
    private static bool Standardise(Span<float> levels)
    {
        double sum = 0;
        foreach (var level in levels) sum += level;
        var mean = (float)(sum / levels.Length);
        foreach (ref var level in levels) level -= mean;
        var length = (float)Math.Sqrt(Dot(levels, levels));
        foreach (ref var level in levels) level /= length;
        return length > MinContrast * ComparedSide;
    }

    // One term after the other, so that every machine comes to the same sum.
    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
