using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>Gazelle, impala and oryx: slim legs, ringed horns, white belly. Withers at 92.</summary>
internal static class Antelope
{
    private const uint White = 0xf8f2e6;
    private const uint Dark = 0x2c1a10;

    private static readonly Material Hoof = Material.Horn(0x1c1613, 0.2f);

    private static readonly Gait Standing = new([4, -3, 4, 30], [-4, -2, 4, 30], [22, -30, 2, 30], [30, -36, 0, 30]);
    private static readonly Gait Leaping = new([70, 10, -40, -50], [58, -18, -76, -70], [-44, -72, -60, -50], [-30, -62, -70, -60]);
    private static readonly Gait Walking = new([24, 4, 2, 30], [-18, -26, -20, 10], [36, -24, 4, 30], [4, -42, -14, 10]);

    private static readonly Vector4[] Lyre = [new(1, 6, 2.6f, 2.4f), new(-1, 15, 4.4f, 2.2f), new(-7, 27, 8.6f, 1.9f),
        new(-13, 38, 9.4f, 1.5f), new(-13, 48, 6.4f, 1), new(-9, 55, 4.4f, 0.4f)];
    private static readonly Vector4[] Straight = [new(0, 6, 2.4f, 2.1f), new(-9, 22, 4.4f, 1.8f), new(-20, 42, 6.4f, 1.4f),
        new(-32, 62, 8.4f, 0.5f)];

    public static IEnumerable<Sample> Samples =>
    [
        new("antelope-01.jpg", 380, 340,
            new Photograph(Scenes.Savanna, new View(16, 5, 0.9f), () => Upright(Gazelle, Standing, 20), 0.95f).Paint),
        new("antelope-02.jpg", 400, 310,
            new Photograph(Scenes.Meadow, new View(10, 5, 0.86f, 0.5f, 0.46f, true), () => Upright(Impala, Leaping, 8)).Paint),
        new("antelope-03.jpg", 320, 390,
            new Photograph(Scenes.Forest, new View(62, 3, 0.98f, 0.5f, 0.54f, Focus: new(0, 16, 0, 42)), () => Portrait(Impala)).Paint),
        new("antelope-04.jpg", 340, 380,
            new Photograph(Scenes.Desert, new View(40, 6, 0.9f, Mirror: true), () => Upright(Oryx, Walking, 20)).Paint),
        new("antelope-05.jpg", 380, 360,
            new Photograph(Scenes.Dusk, new View(24, 2, 0.98f, 0.46f, 0.54f, true, Focus: new(2, 15, 0, 42)),
                () => Portrait(Gazelle)).Paint),
    ];

    private static Kind Gazelle { get; } = new(Material.Fur(0xb07838, 0xc08a4c, White, 0.9f), Lyre, Dark);

    private static Kind Impala { get; } = new(Material.Fur(0xa0602c, 0xb87c44, White, 0.9f), Lyre, 0xc89458);

    private static Kind Oryx { get; } = new(Material.Fur(0xb4a48c, 0xbeae98, White, 0.9f), Straight, Dark);

    /// <param name="Band">Colour of the line between flank and belly.</param>
    private sealed record Kind(Material Coat, Vector4[] Horns, uint Band);

    private static Sculpture Portrait(Kind kind)
    {
        var antelope = new Sculpture().Tube(kind.Coat, new(-3, -2, 0, 7), new(-7, -14, 0, 9), new(-14, -32, 0, 12), new(-24, -64, 0, 18));
        antelope.Stripe(White, 0.8f, 0.7f, new(3, -12, 0, 4), new(0, -20, 0, 5));
        return antelope.Attach(Head(kind), Placement.Of(0, 0, nod: -22));
    }

    private static Sculpture Upright(Kind kind, Gait gait, float turn)
    {
        var antelope = new Quadruped(kind.Coat, kind.Coat,
            [new(26, 82, 0, 12), new(14, 79, 0, 16), new(-8, 80, 0, 15), new(-30, 82, 0, 14.5f), new(-42, 83, 0, 13)], 0.74f,
            new(20, 78, 7), [24, 27, 22, 4], [8.5f, 4.6f, 2.7f, 2.3f, 2.5f],
            new(-37, 80, 7), [26, 28, 27, 4], [12.5f, 6.6f, 3.1f, 2.4f, 2.6f],
            (body, foot, _) => body.Tube(Hoof, new(foot.X, foot.Y, foot.Z, 2.5f), new(foot.X + 2.4f, foot.Y - 3, foot.Z, 2.3f)))
                .Stand(gait);
        antelope.Tube(kind.Coat, new(20, 88, 0, 12.5f), new(31, 104, 0, 8.4f), new(39, 120, 0, 6.8f), new(42, 126, 0, 6.4f));
        antelope.Tube(kind.Coat, new(-52, 90, 0, 3.2f), new(-59, 80, 0, 2.4f), new(-61, 68, 0, 2.6f), new(-62, 60, 0, 1));
        antelope.Paint(Dark, -61, 66, 0, 9, 0.95f, 0.4f).Paint(White, -57, 76, 0, 11, 0.9f, 0.5f);
        foreach (var side in Sculpture.Sides)
        {
            antelope.Stripe(kind.Band, 0.92f, 0.4f, new(16, 72, side * 11, 4), new(-4, 71, side * 11, 5), new(-26, 75, side * 10.5f, 4));
            antelope.Stripe(White, 0.95f, 0.4f, new(10, 62, side * 7, 6), new(-8, 63, side * 7.5f, 7), new(-26, 67, side * 7, 6));
        }

        return antelope.Attach(Head(kind), Placement.Of(45, 130, nod: -24, turn: turn));
    }

    /// <summary>Centre of the skull at the origin, nose at x = 29.</summary>
    private static Sculpture Head(Kind kind)
    {
        var head = new Sculpture { Blend = 1.4f }.Ball(kind.Coat, 0, 0, 0, 7.2f);
        head.Tube(kind.Coat, new(2, 0, 0, 6.8f), new(12, -2.5f, 0, 5.2f), new(22, -4.5f, 0, 3.7f), new(26.5f, -5.2f, 0, 3.2f))
            .Tube(kind.Coat, new(4, -5, 0, 4), new(22, -7.6f, 0, 2.2f));
        head.Ball(Material.Wet(0x181212), 28.6f, -4, 0, 2.1f);
        head.Paint(White, 24, -9, 0, 5, 0.95f, 0.5f).Stripe(Dark, 0.75f, 0.6f, new(12, 3, 0, 2.6f), new(24, -1.4f, 0, 2.2f));
        foreach (var side in Sculpture.Sides)
        {
            head.Stripe(White, 0.95f, 0.45f, new(7, 4.6f, side * 4.4f, 2), new(14, -0.5f, side * 4.4f, 2),
                new(23, -3.6f, side * 3.4f, 1.7f));
            head.Stripe(Dark, 0.9f, 0.5f, new(8, -0.5f, side * 5.6f, 1.6f), new(15, -3.6f, side * 4.6f, 1.5f),
                new(22, -6, side * 3.2f, 1.2f));
            head.DarkEye(new(5.2f, 1.8f, side * 5.2f), 2.2f, new Vector3(0.6f, 0.1f, side));
            head.Ball(kind.Coat, 4.4f, 4.6f, side * 4.6f, 2.1f);
            var facing = new Vector3(1, 0.3f, side * 0.2f);
            head.FlatTube(kind.Coat, facing, 0.4f, new(-3, 4, side * 5, 2), new(-5, 7, side * 10, 3.8f), new(-6, 9.6f, side * 15, 3),
                new(-7, 11.5f, side * 19, 0.5f));
            head.Stripe(0xead8c4, 0.8f, 0.5f, new(-3.6f, 7, side * 9, 2.2f), new(-4.8f, 9, side * 13, 2))
                .Paint(Dark, -7, 11.6f, side * 19, 2.4f, 0.8f);
            Horn(head, kind.Horns, side);
        }

        return head;
    }

    private static void Horn(Sculpture head, Vector4[] curve, float side)
    {
        Vector4[] nodes = [.. curve.Select(node => node with { Z = node.Z * side })];
        head.Tube(Material.Horn(0x2e2621, 0.2f), nodes);
        var ring = Material.Horn(0x62544a, 0.25f);
        for (var t = 0.1f; t < (nodes.Length - 1) * 0.8f; t += 0.13f)
        {
            var at = Spline.At(nodes, t);
            head.Ball(ring, at.X, at.Y, at.Z, at.W * 1.22f, Spline.Direction(nodes, t), 0.3f);
        }
    }
}
