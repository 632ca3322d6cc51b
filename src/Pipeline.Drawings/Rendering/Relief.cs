using System.Numerics;

namespace Pipeline.Drawings.Rendering;

/// <summary>Turns depths into normals and into the dimness of hollows.</summary>
internal sealed class Relief(Surface surface)
{
    private readonly int _width = surface.Width;
    private readonly int _height = surface.Height;

    /// <summary>Blurs the depth without mixing what lies far apart or has an outline of its own, then takes normals from it.</summary>
    /// <param name="reach">Pixels on either side.</param>
    /// <param name="apart">Depths that differ by more belong to different limbs.</param>
    public void Smooth(int reach, float apart)
    {
        for (var round = 0; round < 2; round++)
        {
            Average(1, reach, apart);
            Average(_width, reach, apart);
        }

        for (var pixel = 0; pixel < surface.Depth.Length; pixel++)
        {
            if (surface.Depth[pixel] <= Surface.Nothing) continue;
            var (x, y) = (pixel % _width, pixel / _width);
            var slopeX = Slope(pixel, x > 0 ? pixel - 1 : -1, x < _width - 1 ? pixel + 1 : -1, apart);
            var slopeY = Slope(pixel, y > 0 ? pixel - _width : -1, y < _height - 1 ? pixel + _width : -1, apart);
            surface.Normal[pixel] = Vector3.Normalize(new Vector3(-slopeX, -slopeY, 1));
        }
    }

    /// <returns>0 in deep hollows, 1 in the open; the depth is compared with its surroundings' mean.</returns>
    public float[] Openness(int reach)
    {
        var (sum, count) = (new float[surface.Depth.Length], new float[surface.Depth.Length]);
        for (var pixel = 0; pixel < sum.Length; pixel++)
            (sum[pixel], count[pixel]) = surface.Depth[pixel] > Surface.Nothing ? (surface.Depth[pixel], 1f) : (0, 0);
        for (var round = 0; round < 2; round++)
        {
            BoxBlur.Apply(sum, _width, _height, reach);
            BoxBlur.Apply(count, _width, _height, reach);
        }

        var open = new float[sum.Length];
        for (var pixel = 0; pixel < open.Length; pixel++)
        {
            if (surface.Depth[pixel] <= Surface.Nothing) continue;
            var buried = (sum[pixel] / Math.Max(count[pixel], 1e-6f) - surface.Depth[pixel]) / reach;
            open[pixel] = Math.Clamp(1 - 0.8f * Math.Max(buried, 0), 0.25f, 1);
        }

        return open;
    }

    private void Average(int stride, int reach, float apart)
    {
        var before = (float[])surface.Depth.Clone();
        for (var pixel = 0; pixel < before.Length; pixel++)
        {
            if (before[pixel] <= Surface.Nothing) continue;
            var limit = surface.Hard[pixel] ? apart * 0.2f : apart;
            var (sum, count) = (0f, 0);
            for (var step = -reach; step <= reach; step++)
            {
                var other = pixel + step * stride;
                if ((uint)other >= (uint)before.Length || surface.Hard[other] != surface.Hard[pixel]) continue;
                if (Math.Abs(before[other] - before[pixel]) > limit) continue;
                sum += before[other];
                count++;
            }

            surface.Depth[pixel] = sum / count;
        }
    }

    private float Slope(int here, int before, int after, float apart)
    {
        var depth = surface.Depth;
        var hasBefore = before >= 0 && Math.Abs(depth[before] - depth[here]) < apart;
        var hasAfter = after >= 0 && Math.Abs(depth[after] - depth[here]) < apart;
        return (hasBefore, hasAfter) switch
        {
            (true, true) => (depth[after] - depth[before]) / 2,
            (true, false) => depth[here] - depth[before],
            (false, true) => depth[after] - depth[here],
            _ => 0
        };
    }
}
