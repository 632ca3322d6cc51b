using System.Numerics;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>Paints a scene: sky, backdrop and ground out of focus, then sharp grass around the animal's feet.</summary>
internal sealed class SceneBrush(Scene scene, Picture picture, Dice dice, uint seed)
{
    private readonly float _horizon = scene.Horizon * picture.Height;

    public void PaintDistance()
    {
        PaintSkyAndGround();
        using var filter = SKImageFilter.CreateBlur(scene.Blur * Picture.Oversampling, scene.Blur * Picture.Oversampling);
        using var layer = new SKPaint { ImageFilter = filter };
        picture.Canvas.SaveLayer(layer);
        new BackdropBrush(scene, picture, dice, seed).Paint(_horizon);
        picture.Canvas.Restore();
        PaintGround();
        if (scene.Blades != 0) PaintBlades(_horizon + 0.1f * picture.Height, picture.Height * 0.97f, 900, 0.5f);
    }

    /// <summary>Grass in front of the animal: blades whose roots lie at the bottom edge.</summary>
    /// <param name="line">Height of the roots, as a part of the picture's height.</param>
    public void PaintFront(float line)
    {
        if (scene.Blades != 0 && line < 1) PaintBlades(line * picture.Height, picture.Height * 1.05f, 420, 1);
    }

    private void PaintSkyAndGround()
    {
        var (top, low) = (Tint.Of(scene.SkyTop), Tint.Of(scene.SkyLow));
        for (var y = 0; y < picture.Height; y += Picture.Oversampling)
        {
            var sky = Vector3.Lerp(top, low, Math.Clamp(y / Math.Max(_horizon, 1), 0, 1));
            for (var x = 0; x < picture.Width; x += Picture.Oversampling)
            {
                var cloud = Noise.Cloud(x * 3.2f / picture.Width, y * 6.5f / picture.Height, seed);
                var haze = scene.Clouds * Tint.SmoothStep(0.5f, 0.78f, cloud);
                picture.FillBlock(x, y, Vector3.Lerp(sky, (low + new Vector3(0.9f)) / 2, Math.Min(haze, 0.9f)));
            }
        }
    }

    private void PaintGround()
    {
        var (far, near) = (Tint.Of(scene.GroundFar), Tint.Of(scene.GroundNear));
        var pixels = picture.Pixels;
        for (var y = Math.Max((int)_horizon, 0) & ~1; y < picture.Height; y += Picture.Oversampling)
        {
            var depth = (y - _horizon + 0.02f * picture.Height) / (picture.Height - _horizon);
            var plain = Vector3.Lerp(far, near, Math.Clamp(depth, 0, 1));
            var fade = Tint.SmoothStep(0, 0.06f * picture.Height, y - _horizon);
            for (var x = 0; x < picture.Width; x += Picture.Oversampling)
            {
                var patch = Noise.Cloud((x - picture.Width / 2) * 0.012f / (depth + 0.15f), 6 / (depth + 0.15f), seed + 40);
                var fine = Noise.Smooth(x * 0.35f, y * 0.7f, seed + 50) - 0.5f;
                var colour = plain * (1 + scene.Roughness * (2.2f * (patch - 0.5f) + 0.5f * fine * depth));
                picture.FillBlock(x, y, Vector3.Lerp(Tint.FromPixel(pixels[y * picture.Width + x]), colour, fade));
            }
        }
    }

    private void PaintBlades(float from, float to, int count, float opacity)
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        using var path = new SKPath();
        for (var blade = 0; blade < count; blade++)
        {
            var y = from + (to - from) * blade / count;
            var nearness = (y - _horizon) / (picture.Height - _horizon);
            var length = picture.Height * (0.015f + 0.06f * nearness * nearness) * dice.Between(0.5f, 1.3f);
            var (x, lean) = (dice.Between(-0.02f, 1.02f) * picture.Width, dice.Bell() * 0.35f * length);
            paint.Color = Ink.Near(scene.Blades, 0.5f, dice, opacity * dice.Between(0.5f, 0.95f));
            paint.StrokeWidth = 0.8f + 1.6f * nearness * dice.Next();
            path.Rewind();
            path.MoveTo(x, y);
            path.QuadTo(x + lean * 0.2f, y - length * 0.6f, x + lean, y - length);
            picture.Canvas.DrawPath(path, paint);
        }
    }
}
