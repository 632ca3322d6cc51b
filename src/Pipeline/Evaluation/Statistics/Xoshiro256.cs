using System.Numerics;

namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// The xoshiro256** generator, its state filled by SplitMix64. Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021).
/// Written out because the algorithm of <see cref="System.Random"/> may change, and an interval must be the same on every machine and runtime.
/// </summary>
internal sealed class Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    public Xoshiro256(ulong seed)
        : this(SplitMix64(ref seed), SplitMix64(ref seed), SplitMix64(ref seed), SplitMix64(ref seed)) { }

    /// <summary>Starts from a state; not all of it may be zero.</summary>
    public Xoshiro256(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <returns>0..<paramref name="bound"/>-1, uniformly: the high word of a product, redrawn where it would be biased (Lemire 2019).</returns>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong high, low;
        do
            high = Math.BigMul(NextUInt64(), (ulong)bound, out low);
        while (low < (ulong)bound && low < (0UL - (ulong)bound) % (ulong)bound);
        return (int)high;
    }

    /// <returns>0 inclusive to 1 exclusive, in steps of 2^-53.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
