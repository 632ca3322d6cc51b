using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>Colours as linear light. Gamma is taken as 2, so that both ways are exact IEEE operations on every machine.</summary>
internal static class Tint
{
    /// <param name="hex">0xRRGGBB.</param>
    /// <returns>Linear RGB, 0..1.</returns>
    public static Vector3 Of(uint hex)
    {
        var display = new Vector3((hex >> 16) & 255, (hex >> 8) & 255, hex & 255) / 255f;
        return display * display;
    }

    /// <returns>Opaque 0xAABBGGRR, the memory layout of RGBA8888 on little-endian machines.</returns>
    public static uint ToPixel(Vector3 linear)
    {
        var display = Vector3.SquareRoot(Vector3.Clamp(linear, Vector3.Zero, Vector3.One)) * 255f + new Vector3(0.5f);
        return 0xFF000000u | ((uint)display.Z << 16) | ((uint)display.Y << 8) | (uint)display.X;
    }

    public static Vector3 FromPixel(uint pixel)
    {
        var display = new Vector3(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255) / 255f;
        return display * display;
    }

    public static float SmoothStep(float from, float to, float value)
    {
        var t = Math.Clamp((value - from) / (to - from), 0f, 1f);
        return t * t * (3 - 2 * t);
    }
}
