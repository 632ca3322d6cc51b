using Pipeline.Drawings.Rendering;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>Paints a jellyfish as layers of translucent light: tentacles, oral arms, the bell and more tentacles.</summary>
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
        new BellBrush(medusa, _canvas, _radius).Paint();
        Tentacles(0.8f);
        _canvas.Restore();
    }

    private void Arms()
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, _radius * 0.012f);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, Style = SKPaintStyle.Stroke };
        for (var arm = 0; arm < 5; arm++)
        {
            var (x, sway, phase) = ((arm - 2) * 0.17f * _radius, dice.Between(-0.3f, 0.3f) * _radius, dice.Next() * 6);
            var length = _radius * dice.Between(1.7f, 2.4f);
            for (var y = 0f; y < length; y += 2)
            {
                var t = y / length;
                var middle = x + sway * t * t + MathF.Sin(t * 9 + phase) * _radius * 0.06f;
                var frill = _radius * (0.21f * (1 - t) + 0.03f) * (0.75f + 0.25f * MathF.Sin(y * 20 / _radius + phase));
                paint.Color = Ink.Near(arm % 2 == 0 ? medusa.Bell : medusa.Inside, 0.5f, dice, 0.3f * (1 - 0.6f * t));
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
