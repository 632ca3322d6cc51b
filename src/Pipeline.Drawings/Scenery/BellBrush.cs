using System.Numerics;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>Paints a jellyfish's bell around the origin: a glow, the translucent dome, what shows through it, and its lit edge.</summary>
internal sealed class BellBrush(Medusa medusa, SKCanvas canvas, float radius)
{
    public void Paint()
    {
        using var outline = Outline();
        using var glow = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.16f);
        using var paint = new SKPaint
        {
            IsAntialias = true,
            MaskFilter = glow,
            BlendMode = SKBlendMode.Screen,
            Color = Ink.Of(medusa.Bell, 0.35f)
        };
        canvas.DrawPath(outline, paint);

        SKColor[] body = [Ink.Of(0xffffff, 0.5f), Ink.Of(medusa.Bell, 0.35f), Ink.Of(medusa.Bell, 0.6f), Ink.Of(medusa.Inside, 0.8f)];
        using var shader = SKShader.CreateRadialGradient(new SKPoint(-0.25f * radius, -0.5f * radius), radius * 1.35f, body,
            [0, 0.3f, 0.7f, 1], SKShaderTileMode.Clamp);
        using var fill = new SKPaint { IsAntialias = true, Shader = shader };
        canvas.DrawPath(outline, fill);

        canvas.Save();
        canvas.ClipPath(outline, SKClipOperation.Intersect, antialias: true);
        Spokes();
        if (medusa.Rings) Organs();
        Gleam();
        canvas.Restore();
        using var edge = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = radius * 0.022f,
            Color = Ink.Of(Vector3.Lerp(Tint.Of(medusa.Bell), Vector3.One, 0.6f), 0.8f)
        };
        canvas.DrawPath(outline, edge);
    }

    /// <summary>Half-width of the bell at a height (0 rim, 1 top): an ellipse that draws in at the rim.</summary>
    private float HalfWidth(float height) =>
        radius * MathF.Sqrt(Math.Max(1 - height * height, 0)) * (1 - 0.08f * (1 - height) * (1 - height));

    private SKPath Outline()
    {
        var path = new SKPath();
        const int Steps = 40;
        for (var step = -Steps; step <= Steps; step++)
        {
            var height = MathF.Sin((1 - Math.Abs(step) / (float)Steps) * MathF.PI / 2);
            var point = new SKPoint(Math.Sign(step) * HalfWidth(height), -height * radius * 0.86f);
            if (step == -Steps) path.MoveTo(point);
            else path.LineTo(point);
        }

        const int Lobes = 9;
        for (var lobe = 0; lobe < Lobes; lobe++)
        {
            var (from, to) = (1 - 2f * lobe / Lobes, 1 - 2f * (lobe + 1) / Lobes);
            float Drop(float at) => radius * 0.2f * MathF.Sqrt(Math.Max(1 - at * at, 0));
            var rim = HalfWidth(0);
            path.QuadTo((from + to) / 2 * rim, Drop((from + to) / 2) + radius * 0.11f, to * rim, Drop(to));
        }

        path.Close();
        return path;
    }

    private void Spokes()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.014f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        var count = medusa.Stripes > 0 ? medusa.Stripes : 26;
        for (var spoke = 0; spoke <= count; spoke++)
        {
            var across = MathF.Sin((spoke / (float)count - 0.5f) * MathF.PI);
            using var path = new SKPath();
            path.MoveTo(across * radius * 0.12f, -0.8f * radius);
            path.QuadTo(across * radius * 0.82f, -0.6f * radius, across * radius * 0.97f,
                radius * 0.24f * MathF.Sqrt(Math.Max(1 - across * across, 0)));
            paint.Color = Ink.Of(medusa.Inside, medusa.Stripes > 0 ? 0.5f : 0.22f);
            paint.StrokeWidth = radius * (medusa.Stripes > 0 ? 0.045f : 0.015f);
            canvas.DrawPath(path, paint);
        }
    }

    private void Organs()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.02f);
        using var paint = new SKPaint
        {
            IsAntialias = true,
            MaskFilter = blur,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = radius * 0.07f,
            Color = Ink.Of(medusa.Inside, 0.85f)
        };
        (float, float, float)[] organs = [(-0.36f, -0.32f, 0.19f), (0.34f, -0.32f, 0.19f), (0, -0.5f, 0.15f), (0, -0.16f, 0.21f)];
        foreach (var (x, y, size) in organs)
            canvas.DrawOval(x * radius, y * radius, size * radius, size * 0.7f * radius, paint);
    }

    private void Gleam()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.07f);
        using var paint = new SKPaint
        {
            IsAntialias = true,
            MaskFilter = blur,
            BlendMode = SKBlendMode.Screen,
            Color = Ink.Of(0xffffff, 0.5f)
        };
        canvas.DrawOval(-0.36f * radius, -0.56f * radius, 0.24f * radius, 0.12f * radius, paint);
        paint.Color = Ink.Of(0xffffff, 0.25f);
        canvas.DrawOval(0.2f * radius, -0.7f * radius, 0.3f * radius, 0.06f * radius, paint);
    }
}
