namespace Pipeline.Heads;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): a fixed algorithm, so that a seed draws the same
/// on every machine and under every version of .NET.
/// </summary>
internal sealed class SeededGenerator(int seed)
{
    private ulong _state = (ulong)(uint)seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <returns>0 to <paramref name="exclusive"/> - 1. The high half of the product, whose bias is below 2^-32 for any array.</returns>
    public int Below(int exclusive) => (int)Math.BigMul(Next(), (ulong)exclusive, out _);

    /// <summary>Fisher and Yates's shuffle, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
