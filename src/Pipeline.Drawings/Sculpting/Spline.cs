using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>Uniform Catmull-Rom curves (Catmull and Rom 1974) through hand-placed points; w carries a radius.</summary>
internal static class Spline
{
    /// <param name="t">0 at the first point, Count - 1 at the last.</param>
    public static Vector4 At(ReadOnlySpan<Vector4> points, float t)
    {
        var index = Math.Clamp((int)t, 0, points.Length - 2);
        var u = t - index;
        var a = points[Math.Max(index - 1, 0)];
        var b = points[index];
        var c = points[index + 1];
        var d = points[Math.Min(index + 2, points.Length - 1)];
        return 0.5f * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * (u * u) + (3 * b - a - 3 * c + d) * (u * u * u));
    }

    public static Vector3 Direction(ReadOnlySpan<Vector4> points, float t)
    {
        var last = points.Length - 1;
        var ahead = At(points, Math.Min(t + 0.05f, last)) - At(points, Math.Max(t - 0.05f, 0));
        var direction = new Vector3(ahead.X, ahead.Y, ahead.Z);
        return direction.LengthSquared() > 0 ? Vector3.Normalize(direction) : Vector3.UnitX;
    }
}
