using System.Numerics;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

/// <summary>Draws single hairs over a shaded surface; those at the outline break it up as real fur does.</summary>
internal sealed class FurBrush(Surface surface, Dice dice)
{
    public void Draw(Picture picture)
    {
        var shaded = picture.Pixels.ToArray();
        using var paint = new SKPaint { IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        using var path = new SKPath();
        for (var pixel = 0; pixel < shaded.Length; pixel++)
        {
            var hair = surface.Hair[pixel];
            if (surface.Depth[pixel] <= Surface.Nothing || hair < 1.5f || dice.Next() > 0.8f / hair) continue;
            Stroke(path, pixel, Math.Min(hair, 20));
            var colour = Tint.FromPixel(shaded[pixel]) * (1 + Math.Clamp(hair / 14, 0.15f, 0.3f) * dice.Between(-1, 1.15f));
            paint.Color = Ink.Of(colour, 0.6f);
            paint.StrokeWidth = dice.Between(0.7f, 1.3f);
            picture.Canvas.DrawPath(path, paint);
        }
    }

    private void Stroke(SKPath path, int pixel, float hair)
    {
        var (x, y) = (pixel % surface.Width, pixel / surface.Width);
        var flow = new Vector2(surface.Flow[pixel].X, surface.Flow[pixel].Y);
        if (flow.LengthSquared() > 1) flow = Vector2.Normalize(flow);
        var outward = new Vector2(surface.Normal[pixel].X, surface.Normal[pixel].Y);
        var side = new Vector2(-flow.Y, flow.X) * (0.28f * dice.Bell());
        var length = hair * dice.Between(0.6f, 1.3f);
        var first = (flow + outward * 0.5f + side) * (length * 0.5f);
        var end = first + (flow + outward * 0.15f + side + new Vector2(0, 0.25f)) * (length * 0.5f);
        path.Rewind();
        path.MoveTo(x, y);
        path.QuadTo(x + first.X, y + first.Y, x + end.X, y + end.Y);
    }
}
