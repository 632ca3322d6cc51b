using System.Numerics;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>Open water, 0xRRGGBB.</summary>
/// <param name="Rays">Colour of the light from the surface.</param>
/// <param name="Brightness">Strength of the light rays, 0..1.</param>
internal sealed record Water(uint Top, uint Bottom, uint Rays, float Brightness);

/// <summary>A picture taken under water.</summary>
internal sealed record Dive(Water Water, Medusa[] Medusas)
{
    public void Paint(Picture picture, uint seed)
    {
        var dice = new Dice(seed);
        PaintWater(picture, seed);
        PaintRays(picture, dice);
        PaintSpecks(picture, dice, 60, 3);
        foreach (var medusa in Medusas.Reverse()) new MedusaBrush(medusa, picture, dice).Paint();
        PaintSpecks(picture, dice, 40, 1);
    }

    private void PaintWater(Picture picture, uint seed)
    {
        var (top, bottom) = (Tint.Of(Water.Top), Tint.Of(Water.Bottom));
        for (var y = 0; y < picture.Height; y += Picture.Oversampling)
        {
            for (var x = 0; x < picture.Width; x += Picture.Oversampling)
            {
                var swirl = Noise.Cloud(x * 3f / picture.Width, y * 3f / picture.Height, seed) - 0.5f;
                var depth = Math.Clamp(y / (float)picture.Height + 0.35f * swirl, 0, 1);
                picture.FillBlock(x, y, Vector3.Lerp(top, bottom, depth) * (1 + 0.5f * swirl));
            }
        }
    }

    private void PaintRays(Picture picture, Dice dice)
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 14);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur, BlendMode = SKBlendMode.Screen };
        using var path = new SKPath();
        for (var ray = 0; ray < 9; ray++)
        {
            var (x, width, lean) = (dice.Between(-0.1f, 1.1f) * picture.Width, dice.Between(8, 46),
                dice.Between(-0.3f, 0.1f) * picture.Width);
            paint.Color = Ink.Of(Water.Rays, 0.22f * Water.Brightness * dice.Next());
            path.Rewind();
            path.MoveTo(x, -20);
            path.LineTo(x + width, -20);
            path.LineTo(x + width * 2.4f + lean, picture.Height);
            path.LineTo(x + lean, picture.Height);
            path.Close();
            picture.Canvas.DrawPath(path, paint);
        }
    }

    private void PaintSpecks(Picture picture, Dice dice, int count, float size)
    {
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, size);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur };
        for (var speck = 0; speck < count; speck++)
        {
            paint.Color = Ink.Of(Water.Rays, 0.35f * dice.Next());
            picture.Canvas.DrawCircle(dice.Next() * picture.Width, dice.Next() * picture.Height, size * dice.Between(0.5f, 1.4f), paint);
        }
    }
}
