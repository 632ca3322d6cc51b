using System.Numerics;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

/// <summary>Draws manes, tails and whiskers, hiding what runs behind the surface.</summary>
internal sealed class StrandBrush(Surface surface, Camera camera, Light light)
{
    /// <summary>Fraction of sunlight that a hair's shape scatters to the viewer.</summary>
    private const float Scatter = 0.75f;

    public void Draw(Picture picture, IReadOnlyList<Strand> strands)
    {
        using var paint = new SKPaint { IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        foreach (var strand in strands.OrderBy(strand => camera.Project(strand.Points[0]).Z)) Draw(picture.Canvas, paint, strand);
    }

    private void Draw(SKCanvas canvas, SKPaint paint, Strand strand)
    {
        var toSun = light.ToSun with { Y = -light.ToSun.Y };
        for (var piece = 1; piece < strand.Points.Length; piece++)
        {
            var from = camera.Project(strand.Points[piece - 1]);
            var to = camera.Project(strand.Points[piece]);
            if (Hidden(from) && Hidden(to)) continue;

            var along = Vector3.Normalize(new Vector3(to.X - from.X, to.Y - from.Y, to.Z - from.Z) + new Vector3(1e-4f));
            var cosine = Vector3.Dot(along, toSun);
            var sun = MathF.Sqrt(Math.Max(1 - cosine * cosine, 0)) * Scatter;
            paint.Color = Ink.Of(strand.Colour * (light.Sun * sun + light.Sky * 0.6f + light.Bounce * 0.4f));
            paint.StrokeWidth = Math.Max(strand.Width * from.W * (1 - 0.8f * piece / strand.Points.Length), 0.8f);
            canvas.DrawLine(from.X, from.Y, to.X, to.Y, paint);
        }
    }

    private bool Hidden(Vector4 at) =>
        surface.Covers((int)at.X, (int)at.Y) && surface.Depth[(int)at.Y * surface.Width + (int)at.X] > at.Z + camera.Scale * 1.5f;
}
