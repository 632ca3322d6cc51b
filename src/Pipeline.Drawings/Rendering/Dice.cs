namespace Pipeline.Drawings.Rendering;

/// <summary>A small generator of our own (xorshift32, Marsaglia 2003), so that a picture never changes with the runtime's.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = Noise.Scramble(seed) | 1;

    /// <returns>0 up to but excluding 1.</returns>
    public float Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (_state >> 8) / 16777216f;
    }

    public float Between(float low, float high) => low + (high - low) * Next();

    /// <returns>Roughly normal with deviation 1: the sum of four uniform numbers.</returns>
    public float Bell() => (Next() + Next() + Next() + Next() - 2) * 1.732f;
}
