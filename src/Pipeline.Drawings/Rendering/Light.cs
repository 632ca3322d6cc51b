using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Rendering;

/// <summary>Where the light comes from and what colours it has (linear, 1 is white paper in full sun).</summary>
/// <param name="ToSun">Unit vector from the picture to the sun: x right, y up, z towards the viewer.</param>
internal sealed record Light(Vector3 ToSun, Vector3 Sun, Vector3 Sky, Vector3 Bounce, Vector3 Rim)
{
    /// <param name="toSun">Of any length.</param>
    public static Light Of(Vector3 toSun, uint sun, float strength, uint sky, float fill, uint bounce, float rim = 0.15f) =>
        new(Vector3.Normalize(toSun), Tint.Of(sun) * strength, Tint.Of(sky) * fill, Tint.Of(bounce) * fill * 0.6f, Tint.Of(sun) * rim);
}
