namespace Pipeline.Imaging;

/// <summary>
/// The weights of one axis of an antialiased bilinear resize, as Pillow's <c>Image.resize(BILINEAR)</c> and torchvision on PIL images
/// define it: a triangle filter whose half width is the scale factor when shrinking and one source pixel when enlarging, sampled at pixel
/// centres and normalised. Weights are fixed-point numbers, because 8-bit pixels are rounded after each axis there too.
/// </summary>
internal sealed class TriangleTaps
{
    /// <summary>A weight of one. Eight bits of pixel and two of headroom remain of the 32.</summary>
    public const int FractionBits = 22;

    public const int Half = 1 << (FractionBits - 1);

    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _stride;

    /// <param name="sourceLength">Pixels of the source along this axis.</param>
    /// <param name="boxStart">First source coordinate that is resampled.</param>
    /// <param name="boxLength">Source coordinates that become <paramref name="targetLength"/> pixels.</param>
    /// <param name="targetLength">Pixels of the whole target.</param>
    /// <param name="windowStart">First target pixel that is wanted.</param>
    /// <param name="windowLength">Target pixels that are wanted.</param>
    public TriangleTaps(int sourceLength, double boxStart, double boxLength, int targetLength, int windowStart, int windowLength)
    {
        var scale = boxLength / targetLength;
        var support = Math.Max(scale, 1);
        _stride = ((int)Math.Ceiling(support) * 2) + 1;
        (_first, _count, _weights) = (new int[windowLength], new int[windowLength], new int[windowLength * _stride]);
        Span<double> exact = _stride <= 256 ? stackalloc double[_stride] : new double[_stride];
        for (var i = 0; i < windowLength; i++)
        {
            var center = boxStart + ((windowStart + i + 0.5) * scale);
            var first = Math.Clamp((int)(center - support + 0.5), 0, sourceLength - 1);
            var end = Math.Clamp((int)(center + support + 0.5), first + 1, sourceLength);
            (_first[i], _count[i]) = (first, end - first);
            Fill(exact[..(end - first)], first, center, support);
            Quantise(exact[..(end - first)], _weights.AsSpan(i * _stride));
        }
    }

    public int Length => _first.Length;

    /// <summary>The first source pixel that any target pixel reads.</summary>
    public int SourceStart => _first[0];

    /// <summary>One past the last source pixel that any target pixel reads.</summary>
    public int SourceEnd => _first[^1] + _count[^1];

    public ReadOnlySpan<int> At(int index, out int firstSource)
    {
        firstSource = _first[index];
        return _weights.AsSpan(index * _stride, _count[index]);
    }

    private static void Fill(Span<double> weights, int first, double center, double support)
    {
        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++)
            sum += weights[k] = Math.Max(0, 1 - Math.Abs((first + k + 0.5 - center) / support));
        if (sum > 0)
        {
            foreach (ref var weight in weights) weight /= sum;
        }
        else
        {
            // Only a box that reaches past the picture's edge asks for pixels that lie wholly outside.
            weights[0] = 1;
        }
    }

    private static void Quantise(ReadOnlySpan<double> exact, Span<int> weights)
    {
        for (var k = 0; k < exact.Length; k++) weights[k] = (int)((exact[k] * (1 << FractionBits)) + 0.5);
    }
}
