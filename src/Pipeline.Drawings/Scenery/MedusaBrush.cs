using System.Numerics;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>One jellyfish.</summary>
/// <param name="X">Centre of the bell's rim, as a part of the picture's width.</param>
/// <param name="Y">The same of the height.</param>
/// <param name="Radius">Of the bell, as a part of the picture's smaller side.</param>
/// <param name="Tilt">Degrees, clockwise.</param>
internal sealed record Medusa(float X, float Y, float Radius, float Tilt, uint Bell, uint Inside)
{
    /// <summary>Number of dark spokes on the bell.</summary>
    public int Stripes { get; init; }

    /// <summary>Shows four horseshoe-shaped organs through the bell.</summary>
    public bool Rings { get; init; }
}

/// <summary>Paints a jellyfish as layers of translucent light: tentacles, oral arms, the bell's far rim, organs, the dome and its lit edge.</summary>
internal sealed class MedusaBrush(Medusa medusa, Picture picture, Dice dice)
{
    private readonly float _radius = medusa.Radius * Math.Min(picture.Width, picture.Height);
    private readonly SKCanvas _canvas = picture.Canvas;

    public void Paint()
    {
        _canvas.Save();
        _canvas.Translate(medusa.X * picture.Width, medusa.Y * picture.Height);
        _canvas.RotateDegrees(medusa.Tilt);
        Tentacles(0.5f);
        Arms();
        Dome();
        Tentacles(0.8f);
        _canvas.Restore();
    }

    /// <summary>Half-width of the bell at a height (0 rim, 1 top): an ellipse that draws in at the rim.</summary>
    private float HalfWidth(float height) => _radius * MathF.Sqrt(Math.Max(1 - height * height, 0)) * (1 - 0.08f * (1 - height) * (1 - height));

    private SKPath Outline()
    {
        var path = new SKPath();
        const int Steps = 40;
        for (var step = -Steps; step <= Steps; step++)
        {
            var height = MathF.Sin((1 - Math.Abs(step) / (float)Steps) * MathF.PI / 2);
            var point = new SKPoint(Math.Sign(step) * HalfWidth(height), -height * _radius * 0.86f);
            if (step == -Steps) path.MoveTo(point);
            else path.LineTo(point);
        }

        const int Lobes = 9;
        for (var lobe = 0; lobe < Lobes; lobe++)
        {
            var (from, to) = (1 - 2f * lobe / Lobes, 1 - 2f * (lobe + 1) / Lobes);
            float Drop(float at) => _radius * 0.2f * MathF.Sqrt(Math.Max(1 - at * at, 0));
            var rim = HalfWidth(0);
            path.QuadTo((from + to) / 2 * rim, Drop((from + to) / 2) + _radius * 0.11f, to * rim, Drop(to));
        }

        path.Close();
        return path;
    }

    private void Dome()
    {
        using var outline = Outline();
        using var glow = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, _radius * 0.16f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = glow, BlendMode = SKBlendMode.Screen, Color = Ink.Of(medusa.Bell, 0.35f) };
        _canvas.DrawPath(outline, paint);

        SKColor[] body = [Ink.Of(0xffffff, 0.5f), Ink.Of(medusa.Bell, 0.35f), Ink.Of(medusa.Bell, 0.6f), Ink.Of(medusa.Inside, 0.8f)];
        using var shader = SKShader.CreateRadialGradient(new SKPoint(-0.25f * _radius, -0.5f * _radius), _radius * 1.35f, body, [0, 0.3f, 0.7f, 1], SKShaderTileMode.Clamp);
        using var fill = new SKPaint { IsAntialias = true, Shader = shader };
        _canvas.DrawPath(outline, fill);

        _canvas.Save();
        _canvas.ClipPath(outline, SKClipOperation.Intersect, antialias: true);
        Spokes();
        if (medusa.Rings) Organs();
        Gleam();
        _canvas.Restore();
        using var edge = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = _radius * 0.022f, Color = Ink.Of(Vector3.Lerp(Tint.Of(medusa.Bell), Vector3.One, 0.6f), 0.8f) };
        _canvas.DrawPath(outline, edge);
    }

    private void Spokes()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, _radius * 0.014f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        var count = medusa.Stripes > 0 ? medusa.Stripes : 26;
        for (var spoke = 0; spoke <= count; spoke++)
        {
            var across = MathF.Sin((spoke / (float)count - 0.5f) * MathF.PI);
            using var path = new SKPath();
            path.MoveTo(across * _radius * 0.12f, -0.8f * _radius);
            path.QuadTo(across * _radius * 0.82f, -0.6f * _radius, across * _radius * 0.97f, _radius * 0.24f * MathF.Sqrt(Math.Max(1 - across * across, 0)));
            paint.Color = Ink.Of(medusa.Inside, medusa.Stripes > 0 ? 0.5f : 0.22f);
            paint.StrokeWidth = _radius * (medusa.Stripes > 0 ? 0.045f : 0.015f);
            _canvas.DrawPath(path, paint);
        }
    }

    private void Organs()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, _radius * 0.02f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, Style = SKPaintStyle.Stroke, StrokeWidth = _radius * 0.07f, Color = Ink.Of(medusa.Inside, 0.85f) };
        foreach (var (x, y, size) in ((float, float, float)[])[(-0.36f, -0.32f, 0.19f), (0.34f, -0.32f, 0.19f), (0, -0.5f, 0.15f), (0, -0.16f, 0.21f)])
            _canvas.DrawOval(x * _radius, y * _radius, size * _radius, size * 0.7f * _radius, paint);
    }

    private void Gleam()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, _radius * 0.07f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, BlendMode = SKBlendMode.Screen, Color = Ink.Of(0xffffff, 0.5f) };
        _canvas.DrawOval(-0.36f * _radius, -0.56f * _radius, 0.24f * _radius, 0.12f * _radius, paint);
        paint.Color = Ink.Of(0xffffff, 0.25f);
        _canvas.DrawOval(0.2f * _radius, -0.7f * _radius, 0.3f * _radius, 0.06f * _radius, paint);
    }

    private void Arms()
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        for (var arm = 0; arm < 5; arm++)
        {
            var (x, sway, phase) = ((arm - 2) * 0.17f * _radius, dice.Between(-0.3f, 0.3f) * _radius, dice.Next() * 6);
            var length = _radius * dice.Between(1.7f, 2.4f);
            for (var y = 0f; y < length; y += 2)
            {
                var t = y / length;
                var middle = x + sway * t * t + MathF.Sin(t * 9 + phase) * _radius * 0.06f;
                var frill = _radius * (0.21f * (1 - t) + 0.03f) * (0.6f + 0.4f * MathF.Sin(y * 0.35f + phase));
                paint.Color = Ink.Near(arm % 2 == 0 ? medusa.Bell : medusa.Inside, 0.5f, dice, 0.38f * (1 - 0.6f * t));
                paint.StrokeWidth = 3;
                _canvas.DrawLine(middle - frill, y + 2, middle + frill, y - 2, paint);
            }
        }
    }

    private void Tentacles(float opacity)
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        for (var tentacle = 0; tentacle < 13; tentacle++)
        {
            var across = (tentacle + dice.Next()) / 6.5f - 1;
            var (x, y) = (across * _radius * 0.92f, _radius * 0.2f * MathF.Sqrt(Math.Max(1 - across * across, 0)));
            var (length, sway, phase) = (_radius * dice.Between(2.2f, 3.8f), dice.Bell() * 0.25f * _radius, dice.Next() * 6);
            using var path = new SKPath();
            path.MoveTo(x, y);
            for (var t = 0.02f; t <= 1; t += 0.02f)
                path.LineTo(x * (1 - 0.25f * t) + sway * t * t + MathF.Sin(t * 11 + phase) * _radius * 0.07f * t, y + length * t);
            paint.Color = Ink.Near(tentacle % 3 == 0 ? medusa.Bell : medusa.Inside, 0.3f, dice, opacity * dice.Between(0.5f, 1));
            paint.StrokeWidth = _radius * dice.Between(0.012f, 0.03f);
            _canvas.DrawPath(path, paint);
        }
    }
}
