using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Rendering;

/// <summary>Colours the pixels of a surface: sun with cast shadows, sky light in the open, bounce light from below, hair grain, gloss
/// and rim.</summary>
internal sealed class Shader(Surface surface, Light light, uint seed)
{
    private readonly Vector3 _toSun = light.ToSun with { Y = -light.ToSun.Y };

    public void Shade(Picture picture, float scale)
    {
        var relief = new Relief(surface);
        relief.Smooth(Math.Clamp((int)(scale * 0.6f), 1, 5), Math.Max(scale * 2.5f, 6));
        var open = relief.Openness(Math.Clamp((int)(scale * 5), 6, 60));
        var pixels = picture.Pixels;
        for (var y = 0; y < surface.Height; y++)
        {
            for (var x = 0; x < surface.Width; x++)
            {
                var pixel = y * surface.Width + x;
                if (surface.Depth[pixel] > Surface.Nothing) pixels[pixel] = Tint.ToPixel(Colour(x, y, open[pixel], scale));
            }
        }
    }

    private Vector3 Colour(int x, int y, float open, float scale)
    {
        var pixel = y * surface.Width + x;
        var normal = surface.Normal[pixel];
        var grain = Grain(x, y, pixel);
        var facing = Math.Max(0, (Vector3.Dot(normal, _toSun) + 0.2f) / 1.2f);
        var sun = facing > 0 ? facing * SunReaches(x, y, pixel, scale) : 0;
        var sky = 0.5f - 0.5f * normal.Y;
        var ambient = Vector3.Lerp(light.Bounce, light.Sky, sky) * open;
        var edge = 1 - normal.Z;
        var rim = edge * edge * edge * (0.35f + 0.65f * sky) * light.Rim;
        var coat = surface.Albedo[pixel] * ((1 + grain) * Mottle(x, y, scale));
        var lit = coat * (light.Sun * sun * (0.4f + 0.6f * open) + ambient + 2 * rim) + 0.25f * rim;
        return lit + Shine(normal, surface.Gloss[pixel]) * light.Sun;
    }

    /// <summary>No coat has quite the same colour all over.</summary>
    private float Mottle(int x, int y, float scale)
    {
        var wide = Noise.Smooth(x / (scale * 7), y / (scale * 5), seed + 3);
        var narrow = Noise.Smooth(x / (scale * 2), y / (scale * 2), seed + 4);
        return 1 + 0.22f * (wide + 0.6f * narrow - 0.8f);
    }

    /// <summary>Line integral convolution (Cabral and Leedom 1993): white noise averaged along the hair gives streaks.</summary>
    private float Grain(int x, int y, int pixel)
    {
        var hair = surface.Hair[pixel];
        if (surface.Hard[pixel] && hair == 0) return 0.06f * (Noise.White(x, y, seed) - 0.5f);
        var along = new Vector2(surface.Flow[pixel].X, surface.Flow[pixel].Y);
        along = along.LengthSquared() > 1e-4f ? Vector2.Normalize(along) : Vector2.UnitY;
        var reach = Math.Clamp((int)hair, 2, 14);
        var sum = 0f;
        for (var step = -reach; step <= reach; step++)
        {
            sum += Noise.Hairs((int)(x + along.X * step), (int)(y + along.Y * step));
        }

        return 0.42f * Math.Clamp(hair / 9, 0.25f, 1) * sum / MathF.Sqrt(2 * reach + 1);
    }

    private float SunReaches(int x, int y, int pixel, float scale)
    {
        var flat = new Vector2(_toSun.X, _toSun.Y);
        var run = flat.Length();
        if (run < 0.05f) return 1;
        var (step, rise) = (flat / run, _toSun.Z / run);
        var reaches = 1f;
        var softness = Math.Max(scale * 1.2f, 2);
        for (var distance = 4f; distance < 40 * scale; distance *= 1.22f)
        {
            var (u, v) = ((int)(x + step.X * distance), (int)(y + step.Y * distance));
            if (!surface.Covers(u, v)) continue;
            var above = surface.Depth[v * surface.Width + u] - (surface.Depth[pixel] + rise * distance) - softness * 0.7f;
            if (above > 0) reaches = Math.Min(reaches, 1 - Math.Min(above / softness, 1));
        }

        return reaches;
    }

    /// <summary>Blinn's half-vector highlight, seen from straight ahead.</summary>
    private float Shine(Vector3 normal, float gloss)
    {
        if (gloss < 0.01f) return 0;
        var half = Vector3.Normalize(_toSun + Vector3.UnitZ);
        var cosine = Math.Max(Vector3.Dot(normal, half), 0);
        var power = 8 + 40 * gloss;
        return gloss * MathF.Exp(power * MathF.Log(Math.Max(cosine, 1e-4f))) * (0.4f + 0.8f * gloss);
    }
}
