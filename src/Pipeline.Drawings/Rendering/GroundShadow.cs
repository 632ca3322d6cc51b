using System.Numerics;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

/// <summary>The shadow of a sculpture on the level ground under its lowest point.</summary>
internal static class GroundShadow
{
    public static void Draw(Picture picture, Sculpture sculpture, Camera camera, Light light, float strength)
    {
        var ground = sculpture.Blobs.Min(blob => blob.Center.Y - blob.Radius * 0.5f);
        var squash = Math.Max(MathF.Abs(camera.Up.Z), 0.12f);
        var slant = new Vector2(-light.ToSun.X, light.ToSun.Z * squash * -1) / Math.Max(light.ToSun.Y, 0.35f);
        Layer(picture, 0.55f * strength, camera.Scale * 1.6f, blob => 0.75f);
        Layer(picture, 0.6f * strength, camera.Scale * 1.0f, blob => blob.Center.Y - ground < blob.Radius * 2.2f ? 0.0f : -1);

        void Layer(Picture target, float opacity, float blur, Func<Blob, float> slantOf)
        {
            using var filter = SKImageFilter.CreateBlur(blur, blur * 0.6f);
            using var layer = new SKPaint { ImageFilter = filter, Color = SKColors.Black.WithAlpha((byte)(255 * opacity)) };
            using var ink = new SKPaint { Color = new SKColor(18, 16, 14), IsAntialias = true };
            target.Canvas.SaveLayer(layer);
            foreach (var blob in sculpture.Blobs)
            {
                var part = slantOf(blob);
                if (part < 0) continue;
                var foot = camera.Project(blob.Center with { Y = ground });
                var shift = slant * ((blob.Center.Y - ground) * foot.W * part);
                target.Canvas.DrawOval(foot.X + shift.X, foot.Y + shift.Y, blob.Radius * foot.W, blob.Radius * foot.W * squash, ink);
            }

            target.Canvas.Restore();
        }
    }
}
