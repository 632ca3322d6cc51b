using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Scenery;

/// <summary>Paints what stands at the horizon. The caller blurs it.</summary>
internal sealed class BackdropBrush(Scene scene, Picture picture, Dice dice, uint seed)
{
    public void Paint(float horizon)
    {
        switch (scene.Backdrop)
        {
            case Backdrop.None: break;
            case Backdrop.Hills: Ridges(horizon, 0.10f, 1.6f); break;
            case Backdrop.Mountains: Ridges(horizon, 0.34f, 4.5f); break;
            case Backdrop.Trees: Ridges(horizon, 0.06f, 2); Trees(horizon); break;
            case Backdrop.Leaves: Leaves(horizon); break;
            case Backdrop.Wall: Wall(horizon); break;
            default: throw new InvalidOperationException($"No brush for {scene.Backdrop}.");
        }
    }

    private void Ridges(float horizon, float height, float jaggedness)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (var ridge = 0; ridge < 3; ridge++)
        {
            var haze = 0.6f - 0.3f * ridge;
            var colour = System.Numerics.Vector3.Lerp(Tint.Of(scene.Far), Tint.Of(scene.SkyLow), haze);
            paint.Color = Ink.Of(colour);
            using var path = new SKPath();
            path.MoveTo(-40, horizon + 30);
            for (var x = -40; x <= picture.Width + 40; x += 6)
            {
                var rise = Noise.Cloud(x * jaggedness / picture.Width, 3 + ridge * 9, seed + (uint)ridge);
                path.LineTo(x, horizon + 6 - (rise * rise * 1.6f - 0.1f) * height * picture.Height * (1.4f - 0.4f * ridge));
            }

            path.LineTo(picture.Width + 40, horizon + 30);
            path.Close();
            picture.Canvas.DrawPath(path, paint);
        }
    }

    private void Trees(float horizon)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (var tree = 0; tree < 9; tree++)
        {
            var (x, size) = (dice.Between(-0.05f, 1.05f) * picture.Width, picture.Height * dice.Between(0.08f, 0.22f));
            paint.Color = Ink.Near(scene.Far, 0.3f, dice);
            picture.Canvas.DrawRect(x - size * 0.04f, horizon - size * 0.6f, size * 0.08f, size * 0.65f, paint);
            for (var leaf = 0; leaf < 26; leaf++)
            {
                paint.Color = Ink.Near(scene.Far, 0.45f, dice, 0.8f);
                picture.Canvas.DrawOval(x + dice.Bell() * size * 0.3f, horizon - size * 0.75f + dice.Bell() * size * 0.14f, size * 0.16f,
                    size * 0.1f, paint);
            }
        }
    }

    private void Leaves(float horizon)
    {
        using var paint = new SKPaint { IsAntialias = true };
        paint.Color = Ink.Of(scene.Far);
        picture.Canvas.DrawRect(-20, horizon * 0.55f, picture.Width + 40, picture.Height, paint);
        for (var trunk = 0; trunk < 6; trunk++)
        {
            var (x, width) = (dice.Next() * picture.Width, dice.Between(0.015f, 0.05f) * picture.Width);
            paint.Color = Ink.Near(scene.GroundNear, 0.5f, dice, 0.85f);
            picture.Canvas.DrawRect(x, -20, width, horizon + 40, paint);
        }

        for (var leaf = 0; leaf < 380; leaf++)
        {
            var (x, y) = (dice.Between(-0.05f, 1.05f) * picture.Width, dice.Between(-0.05f, 1) * (horizon + 30));
            paint.Color = dice.Next() < 0.3f ? Ink.Near(scene.SkyLow, 0.4f, dice, 0.5f) : Ink.Near(scene.Far, 0.65f, dice, 0.55f);
            picture.Canvas.DrawCircle(x, y, dice.Between(4, 26), paint);
        }
    }

    private void Wall(float horizon)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Ink.Of(scene.Far, 0.6f) };
        picture.Canvas.DrawRect(-20, horizon - picture.Height * 0.035f, picture.Width + 40, picture.Height * 0.04f, paint);
        paint.Color = Ink.Of(0xffffff, 0.16f);
        var x = dice.Between(0.1f, 0.6f) * picture.Width;
        picture.Canvas.DrawRect(x, -10, picture.Width * 0.28f, horizon * 0.7f, paint);
    }
}
