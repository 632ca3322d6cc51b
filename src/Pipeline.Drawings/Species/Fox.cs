using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A red fox: pointed muzzle, white cheeks and chest, black socks and ears, white-tipped brush.</summary>
internal static class Fox
{
    private const uint White = 0xf6f0e6;
    private const uint Soot = 0x1c1614;

    private static readonly Material Coat = Material.Fur(0xcc5a1c, 0xd86c28, 0xe8b080, 3.4f);
    private static readonly Material Brush = Material.Fur(0xc4561c, 0xcc6226, 0xc8703a, 5.5f);

    private static readonly Gait Standing = new([4, -4, 4], [-8, -2, 4], [20, -36, 6], [32, -44, 2]);
    private static readonly Gait Trotting = new([34, 4, -10], [-24, -46, -20], [-6, -52, -30], [42, -24, 4]);

    public static IEnumerable<Sample> Samples =>
    [
        new("fox-01.jpg", 400, 280, new Photograph(Scenes.Snow, new View(20, 7, 0.9f), () => Upright(Standing, 26)).Paint),
        new("fox-02.jpg", 310, 380, new Photograph(Scenes.Forest, new View(60, 8, 0.88f, Mirror: true), Sitting, 0.95f).Paint),
        new("fox-03.jpg", 380, 320, new Photograph(Scenes.Meadow, new View(76, 3, 0.98f, Focus: new(4, 2, 0, 25)), Portrait).Paint),
        new("fox-04.jpg", 400, 270,
            new Photograph(Scenes.Dusk, new View(12, 6, 0.9f, Mirror: true), () => Upright(Trotting, 10), 0.93f).Paint),
        new("fox-05.jpg", 400, 290, new Photograph(Scenes.Mist, new View(48, 14, 0.88f), Lying, 0.94f).Paint),
    ];

    private static Sculpture Portrait()
    {
        var fox = new Sculpture().Tube(Coat, new(-6, -6, 0, 10), new(-10, -20, 0, 14), new(-14, -42, 0, 20), new(-16, -70, 0, 24));
        fox.Stripe(White, 0.95f, 0.5f, new(4, -18, 0, 10), new(4, -34, 0, 15), new(4, -60, 0, 18));
        return fox.Attach(Head(), Placement.Of(0, 0));
    }

    private static Sculpture Sitting()
    {
        var fox = Postures.Sit(Coat, Coat, 0.82f, 4.6f);
        Chest(fox, new(26, 70, 0, 8), new(26, 58, 0, 9), new(24, 46, 0, 6));
        foreach (var side in Sculpture.Sides)
        {
            fox.Stripe(Soot, 0.95f, 0.4f, new(16, 30, side * 9, 6), new(17, 16, side * 9.5f, 9), new(20, 4, side * 9.5f, 11));
            fox.Stripe(Soot, 0.9f, 0.4f, new(2, 4, side * 18, 7), new(18, 3, side * 18, 8));
        }

        Tail(fox, new(-26, 12, 4, 6), new(-32, 9, 24, 9), new(-8, 8, 40, 10), new(20, 8, 34, 8), new(34, 6, 22, 2));
        return fox.Attach(Head(), Placement.Of(Postures.SittingHead - new Vector3(1, 4, 0), turn: 14, scale: 1.1f));
    }

    private static Sculpture Lying()
    {
        var fox = Postures.Lie(Coat, Coat, 0.84f, 4.4f);
        Chest(fox, new(38, 38, 0, 10), new(36, 26, 0, 9));
        foreach (var side in Sculpture.Sides) fox.Stripe(Soot, 0.95f, 0.4f, new(28, 5, side * 11, 7), new(42, 5, side * 10, 8),
            new(52, 4, side * 10, 8));
        Tail(fox, new(-46, 12, 2, 6), new(-54, 9, 22, 9.5f), new(-34, 8, 40, 11), new(-4, 8, 42, 9), new(14, 6, 36, 2));
        return fox.Attach(Head(), Placement.Of(Postures.LyingHead - new Vector3(2, 2, 0), turn: 8, scale: 1.1f));
    }

    private static Sculpture Upright(Gait gait, float turn)
    {
        var fox = new Quadruped(Coat, Coat,
            [new(24, 64, 0, 11), new(10, 61, 0, 14.5f), new(-12, 63, 0, 13.5f), new(-34, 66, 0, 12), new(-44, 66, 0, 10.5f)], 0.8f,
            new(18, 60, 7), [20, 23, 14], [9.5f, 5.2f, 3.4f, 3.2f],
            new(-38, 64, 7), [24, 26, 19], [12, 6.6f, 3.4f, 3.2f],
            (body, foot, fore) =>
            {
                body.Paw(Coat, foot, 3.8f);
                body.Stripe(Soot, 0.97f, 0.35f, new(foot.X - (fore ? 1 : 3), foot.Y + (fore ? 24 : 14), foot.Z, 5),
                    new(foot.X, foot.Y + 12, foot.Z, 9), new(foot.X + 3, foot.Y, foot.Z, 10));
            }).Stand(gait);
        body(fox);
        Tail(fox, new(-52, 66, 0, 5), new(-66, 58, 0, 8.5f), new(-84, 48, 0, 11), new(-102, 42, 0, 9), new(-118, 42, 0, 2));
        return fox.Attach(Head(), Placement.Of(44, 86, turn: turn, nod: -4, scale: 1.1f));

        static void body(Sculpture fox)
        {
            fox.Tube(Coat, new(22, 68, 0, 12), new(32, 78, 0, 10.5f), new(40, 84, 0, 9));
            Chest(fox, new(42, 74, 0, 8), new(36, 62, 0, 8), new(26, 50, 0, 8), new(4, 46, 0, 6));
        }
    }

    private static void Chest(Sculpture fox, params ReadOnlySpan<Vector4> nodes) => fox.Stripe(White, 0.95f, 0.55f, nodes);

    private static void Tail(Sculpture fox, params ReadOnlySpan<Vector4> nodes)
    {
        fox.Tube(Brush, nodes);
        var end = nodes[^1];
        var before = nodes[^2];
        var middle = (end * 0.62f + before * 0.38f);
        fox.Paint(White, middle.X, middle.Y, middle.Z, 15, 1, 0.2f).Paint(White, end.X, end.Y, end.Z, 11, 1, 0.2f);
    }

    /// <summary>Centre of the skull at the origin, nose at x = 26.</summary>
    private static Sculpture Head()
    {
        var head = new Sculpture { Blend = 1.8f }.Ball(Coat.Cropped, 0, 0, 0, 10.5f).Ball(Coat.Cropped, 4, 3, 0, 8);
        head.Tube(Coat.Cropped, new(6, -2, 0, 6.8f), new(14, -4.5f, 0, 4.3f), new(23, -6, 0, 2.7f));
        head.Ball(Material.Wet(0x100c0c), 25.6f, -5.2f, 0, 2.2f);
        head.Paint(White, 14, -10.5f, 0, 6, 1, 0.35f).Paint(White, 20, -9.5f, 0, 4, 1, 0.4f).Paint(White, 4, -14, 0, 10, 1, 0.4f);
        foreach (var side in Sculpture.Sides)
        {
            head.Tube(Brush, new(3, -4, side * 6, 6.5f), new(-2, -5, side * 9.5f, 4.4f), new(-5, -6.5f, side * 13, 1.5f));
            head.Stripe(White, 0.97f, 0.4f, new(17, -8, side * 3.4f, 2.6f), new(10, -8, side * 6.5f, 4.6f), new(3, -6.5f, side * 12, 6),
                new(-2, -7.5f, side * 15, 4.5f));
            head.Stripe(Soot, 0.8f, 0.6f, new(22, -7.4f, side * 2.4f, 0.8f), new(14, -8.6f, side * 4.2f, 0.8f));
            head.Stripe(0x40200f, 0.65f, 0.7f, new(9.5f, 1, side * 4.6f, 1.6f), new(16, -3.6f, side * 3.6f, 1.4f));
            head.Eye(new(8.6f, 2.6f, side * 5), 2, 0xd89420, new Vector3(1, 0, side * 0.5f), 0.8f, 0.5f);
            head.Ball(Coat.Cropped, 7.4f, 5, side * 5, 2.4f);
            head.FlatTube(Coat.Cropped, new Vector3(1, 0, side * 0.4f), 0.38f, new(-2, 6, side * 6, 5.4f), new(-2.5f, 12, side * 8, 4.6f),
                new(-3, 17, side * 9.4f, 2.6f), new(-3.5f, 21.6f, side * 10.4f, 0.5f));
            head.Stripe(0xe8dccb, 0.9f, 0.5f, new(1, 8, side * 6, 2.6f), new(0.3f, 13, side * 7.2f, 2.7f),
                new(-0.6f, 18, side * 8.4f, 1.5f));
            head.Stripe(Soot, 0.95f, 0.4f, new(-6, 9, side * 7.6f, 4), new(-6, 15, side * 9.4f, 4.4f), new(-5, 21, side * 10.4f, 4))
                .Paint(Soot, -3, 24.5f, side * 10, 3, 0.95f, 0.4f);
            for (var hair = 0; hair < 4; hair++)
                head.Hair(0x201814, 0.2f, new(19, -6.6f, side * 3, 0), new(18, -7 - hair, side * 9, 0),
                    new(14, -8 - hair * 2, side * 15, 0));
        }

        return head;
    }
}
