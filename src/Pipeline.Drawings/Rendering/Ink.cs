using System.Numerics;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

internal static class Ink
{
    public static SKColor Of(Vector3 linear, float opacity = 1)
    {
        var pixel = Tint.ToPixel(linear);
        return new SKColor((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16), (byte)(255 * opacity));
    }

    /// <param name="hex">0xRRGGBB.</param>
    public static SKColor Of(uint hex, float opacity = 1) => new SKColor(hex).WithAlpha((byte)(255 * opacity));

    /// <summary>The colour, lighter or darker by up to <paramref name="spread"/>.</summary>
    public static SKColor Near(uint hex, float spread, Dice dice, float opacity = 1) =>
        Of(Tint.Of(hex) * (1 + spread * (2 * dice.Next() - 1)), opacity);
}
