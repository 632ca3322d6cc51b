namespace Pipeline.Drawings.Rendering;

/// <summary>Value noise on a hashed lattice.</summary>
internal static class Noise
{
    private const int Tile = 256;

    private static readonly float[] HairTile = [.. Enumerable.Range(0, Tile * Tile).Select(index => Strands(index % Tile, index / Tile))];

    /// <summary>The finalizer of MurmurHash3.</summary>
    public static uint Scramble(uint value)
    {
        value ^= value >> 16;
        value *= 0x85EBCA6B;
        value ^= value >> 13;
        value *= 0xC2B2AE35;
        return value ^ (value >> 16);
    }

    /// <returns>0..1, independent for every pixel.</returns>
    public static float White(int x, int y, uint seed) =>
        (Scramble((uint)x * 0x9E3779B1 ^ Scramble((uint)y + seed * 0x27D4EB2F)) >> 8) / 16777216f;

    /// <returns>About -0.85..0.85: fine and coarse grain together, repeating every 256 pixels.</returns>
    public static float Hairs(int x, int y) => HairTile[(y & (Tile - 1)) * Tile + (x & (Tile - 1))];

    /// <returns>0..1, smooth over a distance of 1.</returns>
    public static float Smooth(float x, float y, uint seed)
    {
        var left = (int)MathF.Floor(x);
        var top = (int)MathF.Floor(y);
        var u = x - left;
        var v = y - top;
        u = u * u * (3 - 2 * u);
        v = v * v * (3 - 2 * v);
        var upper = White(left, top, seed) * (1 - u) + White(left + 1, top, seed) * u;
        var lower = White(left, top + 1, seed) * (1 - u) + White(left + 1, top + 1, seed) * u;
        return upper * (1 - v) + lower * v;
    }

    /// <returns>About 0..1: four octaves, each half as strong as the one before.</returns>
    public static float Cloud(float x, float y, uint seed) =>
        (Smooth(x, y, seed) * 8
            + Smooth(x * 2, y * 2, seed + 1) * 4
            + Smooth(x * 4, y * 4, seed + 2) * 2
            + Smooth(x * 8, y * 8, seed + 3)) / 15;

    private static float Strands(int x, int y) => White(x, y, 1) + 0.7f * White(x / 3, y / 3, 2) - 0.85f;
}
