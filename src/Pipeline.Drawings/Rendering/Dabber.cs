using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Rendering;

/// <summary>Lays the paint of <see cref="Dab"/>s onto the surface that lies inside their balls.</summary>
internal sealed class Dabber(Surface surface, Camera camera)
{
    public void Paint(IReadOnlyList<Dab> dabs)
    {
        foreach (var dab in dabs) Paint(dab);
    }

    private void Paint(in Dab dab)
    {
        var at = camera.Project(dab.Center);
        var radius = dab.Radius * at.W;
        var right = Math.Min(surface.Width - 1, (int)(at.X + radius));
        var bottom = Math.Min(surface.Height - 1, (int)(at.Y + radius));
        for (var y = Math.Max(0, (int)(at.Y - radius)); y <= bottom; y++)
        {
            for (var x = Math.Max(0, (int)(at.X - radius)); x <= right; x++)
            {
                var pixel = y * surface.Width + x;
                if (surface.Depth[pixel] <= Surface.Nothing || surface.Hard[pixel] != dab.OnHard) continue;
                var away = new Vector3(x + 0.5f - at.X, y + 0.5f - at.Y, surface.Depth[pixel] - at.Z).Length() / radius;
                if (away >= 1) continue;
                var strength = dab.Opacity * (1 - Tint.SmoothStep(Math.Min(1 - dab.Softness, 0.98f), 1, away));
                surface.Albedo[pixel] = Vector3.Lerp(surface.Albedo[pixel], dab.Colour, strength);
            }
        }
    }
}
