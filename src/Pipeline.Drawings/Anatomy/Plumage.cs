using System.Numerics;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Anatomy;

/// <summary>An eagle's feathers: spread and folded wings, and the scales of small feathers that cover the trunk.</summary>
internal static class Plumage
{
    private static readonly Material Flight = Material.Feather(0x3c2c20, 0x30231a, 0.8f);

    public static Material[] Browns { get; } =
        [Material.Feather(0x5c4430, 0x4a3524, 0.9f), Material.Feather(0x503a28, 0x3e2c1e, 0.9f),
            Material.Feather(0x684e38, 0x543e2c, 0.9f)];

    public static Material[] Whites { get; } = [Material.Feather(0xf6f4ee, 0xeeeae2, 0.9f), Material.Feather(0xeae6dc, 0xe2ddd2, 0.9f)];

    /// <summary>A spread wing along z with its shoulder at the origin.</summary>
    public static Sculpture Wing(float side)
    {
        var wing = new Sculpture();
        for (var feather = 0; feather < 9; feather++)
        {
            var angle = float.DegreesToRadians(12 + 9.5f * feather);
            var (out_, back) = (MathF.Cos(angle), -MathF.Sin(angle));
            var root = new Vector3(8 - feather * 0.8f, -0.2f * feather, side * (62 - feather * 2.4f));
            var tip = root + new Vector3(back * 44, 3, side * out_ * 48);
            var middle = (root + tip) / 2;
            wing.FlatTube(Flight, Vector3.UnitY, 0.14f, new(root, 3), new(middle, 4.2f), new(tip, 1.4f));
        }

        for (var feather = 0; feather < 15; feather++)
        {
            var at = side * (2 + feather * 3.3f);
            wing.FlatTube(feather % 2 == 0 ? Flight : Browns[1], Vector3.UnitY, 0.14f, new(4, -0.5f, at, 3),
                new(-14, -0.5f, at + side, 4.2f), new(-30 + feather * 0.2f, -0.5f, at + side * 2, 2.4f));
        }

        for (var row = 0; row < 3; row++)
            for (var feather = 0; feather < 16; feather++)
            {
                var at = side * (1 + feather * 4.1f);
                var lead = 8 + 3 * MathF.Sin(feather * 0.2f) - row * 5.5f;
                wing.FlatTube(Browns[(feather * 7 + row * 5) % 3], Vector3.UnitY, 0.4f, new(lead, 1, at, 3),
                    new(lead - 8, 0.4f, at + side, 3.2f), new(lead - 11, 0, at + side, 1.6f));
            }

        return wing.FlatTube(Browns[0], Vector3.UnitY, 0.8f, new(4, 0, 0, 4.6f), new(11, 1, side * 28, 3.8f), new(11, 1, side * 52, 3.2f),
            new(7, 0, side * 66, 1.8f));
    }

    public static void FoldedWing(Sculpture eagle, float side)
    {
        for (var feather = 0; feather < 6; feather++)
            eagle.FlatTube(Flight, new Vector3(0.2f, 0, side), 0.3f, new(-2 - feather * 1.4f, 56, side * 17, 5),
                new(-12 - feather * 1.6f, 30, side * 15, 4.6f), new(-24 - feather * 1.2f, 2 + feather * 4, side * 8, 2));
        for (var row = 0; row < 6; row++)
            for (var feather = 0; feather < 5; feather++)
            {
                var (x, y) = (9 - feather * 5 - row * 1.6f, 84 - row * 7.5f - feather * 1.5f);
                eagle.FlatTube(Browns[(row * 5 + feather * 7) % 3], new Vector3(0.25f, 0.1f, side), 0.4f,
                    new(x, y, side * (18.4f - feather * 0.7f), 4.2f), new(x - 2, y - 7, side * (18.8f - feather * 0.7f), 4.2f),
                        new(x - 3, y - 11, side * (18 - feather * 0.7f), 2));
            }
    }

    /// <summary>Overlapping round feathers around a trunk that runs from the neck to the tail.</summary>
    public static void Scales(Sculpture eagle, Material[] materials, float size, params ReadOnlySpan<Vector4> trunk)
    {
        var dice = new Dice((uint)trunk.Length * 31);
        eagle.Tube(materials[0], trunk);
        for (var t = 0f; t <= trunk.Length - 1; t += 0.12f)
        {
            var (node, flow) = (Spline.At(trunk, t), Spline.Direction(trunk, t));
            var (across, up) = (Vector3.Normalize(Vector3.Cross(flow, Vector3.UnitZ)), Vector3.UnitZ);
            var count = (int)(2 * MathF.PI * node.W / (size * 1.1f));
            for (var scale = 0; scale < count; scale++)
            {
                var (sine, cosine) = MathF.SinCos((scale + dice.Next()) * 2 * MathF.PI / count);
                var outward = across * cosine + up * sine;
                var at = new Vector3(node.X, node.Y, node.Z) + outward * node.W * 0.98f;
                eagle.Ball(materials[(int)(dice.Next() * materials.Length)], at.X, at.Y, at.Z, size, outward - flow * 0.35f, 0.3f, flow);
            }
        }
    }
}
