using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Rendering;

/// <summary>
/// Casts a sculpture's ellipsoids into a <see cref="Surface"/>. Soft parts are joined by a log-sum-exp of their depths (a smooth
/// maximum), weighted colours included, so that limbs grow out of bodies; hard parts then compete by depth alone.
/// </summary>
internal sealed class Caster(Surface surface, Camera camera, float blendPixels)
{
    private readonly float[] _front = new float[surface.Depth.Length];
    private readonly float[] _weight = new float[surface.Depth.Length];

    /// <summary>What a visit to the pixels of an ellipsoid does.</summary>
    private enum Pass { Front, Blend, Overlay }

    public void Cast(IReadOnlyList<Blob> blobs)
    {
        Array.Fill(_front, Surface.Nothing);
        var placed = blobs.Select(Place).ToArray();
        var soft = placed.Where(blob => !blob.Material.Hard).ToArray();
        foreach (var blob in soft) Visit(blob, Pass.Front);
        foreach (var blob in soft) Visit(blob, Pass.Blend);
        Resolve();
        foreach (var blob in placed.Where(blob => blob.Material.Hard)) Visit(blob, Pass.Overlay);
    }

    private Blob Place(Blob blob)
    {
        var at = camera.Project(blob.Center);
        return blob with
        {
            Center = new Vector3(at.X, at.Y, at.Z),
            Radius = blob.Radius * at.W,
            Axis = camera.Turn(blob.Axis),
            Flow = camera.Turn(blob.Flow)
        };
    }

    private void Blend(int pixel, float depth, Vector3 toHit, in Blob blob)
    {
        var behind = (_front[pixel] - depth) / blendPixels;
        if (behind > 6) return;

        var weight = MathF.Exp(-behind);
        _weight[pixel] += weight;
        surface.Albedo[pixel] += weight * blob.Material.ColourAt(Vector3.Dot(NormalAt(toHit, blob), camera.Up));
        surface.Flow[pixel] += weight * blob.Flow;
        surface.Hair[pixel] += weight * blob.Material.Hair * camera.Scale;
        surface.Gloss[pixel] += weight * blob.Material.Gloss;
    }

    private void Resolve()
    {
        for (var pixel = 0; pixel < _weight.Length; pixel++)
        {
            if (_weight[pixel] == 0) continue;
            var part = 1 / _weight[pixel];
            surface.Depth[pixel] = _front[pixel] + blendPixels * MathF.Log(_weight[pixel]);
            surface.Albedo[pixel] *= part;
            surface.Flow[pixel] *= part;
            surface.Hair[pixel] *= part;
            surface.Gloss[pixel] *= part;
        }
    }

    private void Overlay(int pixel, float depth, Vector3 toHit, in Blob blob)
    {
        if (depth <= surface.Depth[pixel]) return;
        surface.Depth[pixel] = depth;
        surface.Albedo[pixel] = blob.Material.ColourAt(Vector3.Dot(NormalAt(toHit, blob), camera.Up));
        surface.Flow[pixel] = blob.Flow;
        surface.Hair[pixel] = blob.Material.Hair * camera.Scale;
        surface.Gloss[pixel] = blob.Material.Gloss;
        surface.Hard[pixel] = true;
    }

    /// <summary>Solves |p|² + g (p·u)² = r² with p = (dx, dy, t) for the front t.</summary>
    private void Visit(in Blob blob, Pass pass)
    {
        var (center, radius, u, g) = (blob.Center, blob.Radius, blob.Axis, Squeeze(blob));
        var a = 1 + g * u.Z * u.Z;
        var right = Math.Min(surface.Width - 1, (int)(center.X + radius));
        var bottom = Math.Min(surface.Height - 1, (int)(center.Y + radius));
        for (var y = Math.Max(0, (int)(center.Y - radius)); y <= bottom; y++)
        {
            for (var x = Math.Max(0, (int)(center.X - radius)); x <= right; x++)
            {
                var (dx, dy) = (x + 0.5f - center.X, y + 0.5f - center.Y);
                var q = dx * u.X + dy * u.Y;
                var b = g * u.Z * q;
                var disc = b * b - a * (dx * dx + dy * dy + g * q * q - radius * radius);
                if (disc <= 0) continue;
                var toHit = new Vector3(dx, dy, (MathF.Sqrt(disc) - b) / a);
                Touch(pass, y * surface.Width + x, center.Z + toHit.Z, toHit, blob);
            }
        }
    }

    private void Touch(Pass pass, int pixel, float depth, Vector3 toHit, in Blob blob)
    {
        if (pass == Pass.Front) _front[pixel] = Math.Max(_front[pixel], depth);
        else if (pass == Pass.Blend) Blend(pixel, depth, toHit, blob);
        else Overlay(pixel, depth, toHit, blob);
    }

    private static Vector3 NormalAt(Vector3 toHit, in Blob blob) =>
        Vector3.Normalize(toHit + Squeeze(blob) * Vector3.Dot(toHit, blob.Axis) * blob.Axis);

    /// <summary>The g of the ellipsoid's equation.</summary>
    private static float Squeeze(in Blob blob) => 1 / (blob.Flatness * blob.Flatness) - 1;
}
