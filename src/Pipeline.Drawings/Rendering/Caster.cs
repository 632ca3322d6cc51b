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

    private delegate void Hit(int pixel, float depth, Vector3 normal, in Blob blob);

    public void Cast(IReadOnlyList<Blob> blobs)
    {
        Array.Fill(_front, Surface.Nothing);
        var placed = blobs.Select(Place).ToArray();
        foreach (var blob in placed.Where(blob => !blob.Material.Hard))
            Visit(blob, MarkFront);
        foreach (var blob in placed.Where(blob => !blob.Material.Hard))
            Visit(blob, Accumulate);
        Resolve();
        foreach (var blob in placed.Where(blob => blob.Material.Hard))
            Visit(blob, Overlay);
    }

    private Blob Place(Blob blob)
    {
        var at = camera.Project(blob.Center);
        return blob with
        {
            Center = new Vector3(at.X, at.Y, at.Z), Radius = blob.Radius * at.W, Axis = camera.Turn(blob.Axis), Flow = camera.Turn(blob.Flow)
        };
    }

    private void MarkFront(int pixel, float depth, Vector3 normal, in Blob blob) => _front[pixel] = Math.Max(_front[pixel], depth);

    private void Accumulate(int pixel, float depth, Vector3 normal, in Blob blob)
    {
        var behind = (_front[pixel] - depth) / blendPixels;
        if (behind > 7) return;

        var weight = MathF.Exp(-behind);
        _weight[pixel] += weight;
        surface.Albedo[pixel] += weight * blob.Material.ColourAt(Vector3.Dot(normal, camera.Up));
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
            surface.Hair[pixel] *= part;
            surface.Gloss[pixel] *= part;
        }
    }

    private void Overlay(int pixel, float depth, Vector3 normal, in Blob blob)
    {
        if (depth <= surface.Depth[pixel]) return;
        surface.Depth[pixel] = depth;
        surface.Albedo[pixel] = blob.Material.ColourAt(Vector3.Dot(normal, camera.Up));
        surface.Flow[pixel] = blob.Flow;
        surface.Hair[pixel] = blob.Material.Hair * camera.Scale;
        surface.Gloss[pixel] = blob.Material.Gloss;
        surface.Hard[pixel] = true;
    }

    /// <summary>Solves |p|² + g (p·u)² = r² with p = (dx, dy, t) for the front t, where g = 1/flatness² - 1.</summary>
    private void Visit(in Blob blob, Hit hit)
    {
        var (center, radius, u) = (blob.Center, blob.Radius, blob.Axis);
        var g = 1 / (blob.Flatness * blob.Flatness) - 1;
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
                var t = (MathF.Sqrt(disc) - b) / a;
                var normal = new Vector3(dx, dy, t) + g * (q + t * u.Z) * u;
                hit(y * surface.Width + x, center.Z + t, Vector3.Normalize(normal), blob);
            }
        }
    }
}
