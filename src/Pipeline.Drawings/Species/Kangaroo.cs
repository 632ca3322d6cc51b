using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A kangaroo: upright, big hind feet, thick tail, small forearms, long ears, sometimes a joey in the pouch.</summary>
internal static class Kangaroo
{
    private const uint Dark = 0x2a201a;

    public static IEnumerable<Sample> Samples =>
    [
        new("kangaroo-01.jpg", 360, 350, new Photograph(Scenes.Desert, new View(16, 5, 0.9f), () => Upright(Red, false, 14)).Paint),
        new("kangaroo-02.jpg", 310, 390,
            new Photograph(Scenes.Meadow, new View(58, 5, 0.92f, Mirror: true), () => Upright(Grey, true, 10), 0.95f).Paint),
        new("kangaroo-03.jpg", 400, 300, new Photograph(Scenes.Dusk, new View(8, 5, 0.88f, 0.5f, 0.47f), () => Hopping(Red)).Paint),
        new("kangaroo-04.jpg", 340, 360,
            new Photograph(Scenes.Forest, new View(48, 3, 0.98f, Focus: new(16, 106, 0, 54)), () => Upright(Grey, false, 8)).Paint),
        new("kangaroo-05.jpg", 390, 340,
            new Photograph(Scenes.Beach, new View(22, 6, 0.9f, Mirror: true), () => Upright(Tan, true, 30)).Paint),
    ];

    private static Material Red { get; } = Material.Fur(0x9c5a34, 0xa86a42, 0xdcbc98, 1.6f);

    private static Material Grey { get; } = Material.Fur(0x7c7064, 0x8a7e70, 0xcfc4b4, 1.8f);

    private static Material Tan { get; } = Material.Fur(0xa8845a, 0xb6946c, 0xe4d4ba, 1.6f);

    private static Sculpture Upright(Material coat, bool joey, float turn)
    {
        var kangaroo = Trunk(coat);
        foreach (var side in Sculpture.Sides)
        {
            kangaroo.Tube(coat, new(-14, 42, side * 10, 19), new(4, 36, side * 16, 14.5f), new(12, 28, side * 18, 10),
                new(-6, 16, side * 17, 6.6f), new(-16, 7, side * 17, 5));
            Foot(kangaroo, coat, new(-16, 5, side * 17), 0, 50);
            Forearm(kangaroo, coat, side, new(24, 80, side * 16), new(36, 76 + (joey ? 6 : 0), side * (joey ? 15 : 9)));
        }

        kangaroo.Tube(coat, new(-24, 34, 0, 16), new(-44, 16, 0, 11.5f), new(-72, 7, 0, 8.5f), new(-104, 5.5f, 0, 5.6f),
            new(-126, 5, 0, 3));
        kangaroo.Stripe(0xe4d4c0, 0.75f, 0.7f, new(28, 92, 0, 9), new(22, 74, 0, 12), new(18, 56, 0, 14));
        if (joey) Pouch(kangaroo, coat);
        return kangaroo.Attach(Head(coat), Placement.Of(31, 128, nod: -12, turn: turn));
    }

    private static Sculpture Hopping(Material coat)
    {
        var kangaroo = new Sculpture().Attach(Trunk(coat), Placement.Of(0, 10, nod: -38));
        foreach (var side in Sculpture.Sides)
        {
            var forward = side * 3;
            kangaroo.Tube(coat, new(10, 46, side * 10, 19), new(26 + forward, 32, side * 15, 14), new(26 + forward, 20, side * 16, 9.5f),
                new(4 + forward, 8, side * 16, 6), new(-10 + forward, 2, side * 16, 5));
            Foot(kangaroo, coat, new(-10 + forward, 1, side * 16), -42, 44);
            var paw = new Sculpture();
            Forearm(paw, coat, side, new(28, 80, side * 12), new(34, 68, side * 9));
            kangaroo.Attach(paw, Placement.Of(0, 10, nod: -38));
        }

        kangaroo.Tube(coat, new(-2, 50, 0, 16), new(-26, 50, 0, 11.5f), new(-56, 56, 0, 8.5f), new(-84, 66, 0, 5.6f), new(-102, 70, 0, 3));
        return kangaroo.Attach(Head(coat), Placement.Of(104, 94, nod: -8, turn: 8));
    }

    private static Sculpture Trunk(Material coat) => new Sculpture { Blend = 2.4f }
        .FlatTube(coat, Vector3.UnitZ, 0.92f, new(18, 98, 0, 12), new(10, 84, 0, 15), new(0, 66, 0, 19), new(-10, 50, 0, 22),
            new(-18, 40, 0, 19))
        .Tube(coat, new(18, 100, 0, 11), new(23, 112, 0, 8.5f), new(28, 122, 0, 7.2f));

    private static void Forearm(Sculpture kangaroo, Material coat, float side, Vector3 elbow, Vector3 wrist)
    {
        kangaroo.Tube(coat, new(17, 96, side * 10, 7.5f), new(elbow, 5.2f), new(wrist, 3.4f));
        for (var finger = -1; finger <= 1; finger++)
            kangaroo.Tube(Material.Horn(Dark), new(wrist.X + 1, wrist.Y - 1, wrist.Z + finger * 1.6f, 1.9f),
                new(wrist.X + 6, wrist.Y - 6, wrist.Z + finger * 2.2f, 0.7f));
    }

    private static void Foot(Sculpture kangaroo, Material coat, Vector3 heel, float slope, float length)
    {
        var foot = new Sculpture()
            .Tube(coat, new(0, 0, 0, 5), new(length * 0.5f, 0, 0, 4.8f), new(length * 0.85f, -0.5f, 0, 4), new(length, -1, 0, 3));
        foot.Stripe(Dark, 0.85f, 0.5f, new(length * 0.75f, 1, 0, 6), new(length, 0, 0, 7))
            .Tube(Material.Horn(0x181412), new(length, -1, 0, 1.6f), new(length + 6, -3, 0, 0.5f));
        kangaroo.Attach(foot, Placement.Of(heel, nod: slope));
    }

    private static void Pouch(Sculpture kangaroo, Material coat)
    {
        kangaroo.Ball(coat, 12, 50, 0, 16)
            .Tube(coat, new(20, 58, -11, 3), new(27, 55, -5, 3.4f), new(28.5f, 54, 0, 3.4f), new(27, 55, 5, 3.4f), new(20, 58, 11, 3));
        kangaroo.Stripe(Dark, 0.9f, 0.5f, new(22, 61, -9, 3.4f), new(27, 59, 0, 3.6f), new(22, 61, 9, 3.4f));
        kangaroo.Tube(coat, new(24, 56, 0, 6), new(29, 66, 0, 5.4f));
        kangaroo.Attach(Head(coat), Placement.Of(31, 73, nod: -8, turn: -6, scale: 0.72f));
        foreach (var side in Sculpture.Sides) kangaroo.Tube(coat, new(25, 60, side * 5, 2.2f), new(30, 57, side * 5, 2));
    }

    /// <summary>Centre of the skull at the origin, nose at x = 26.</summary>
    private static Sculpture Head(Material coat)
    {
        var head = new Sculpture { Blend = 1.6f }.Ball(coat, 0, 0, 0, 8.6f);
        head.Tube(coat, new(3, -0.5f, 0, 7.8f), new(13, -3.6f, 0, 6.2f), new(21, -5.4f, 0, 5))
            .Tube(coat, new(4, -5, 0, 5), new(20, -8.6f, 0, 2.8f));
        head.FlatTube(Material.Wet(0x1a1514), new Vector3(1, 0.4f, 0), 0.6f, new(25.4f, -3.6f, -1.6f, 2.2f), new(26, -3.8f, 0, 2.5f),
            new(25.4f, -3.6f, 1.6f, 2.2f));
        head.Paint(Dark, 23, -3, 0, 5, 0.6f, 0.8f).Paint(0xe8dcc8, 19, -10, 0, 6, 0.8f, 0.7f);
        foreach (var side in Sculpture.Sides)
        {
            head.Stripe(0xe8dcc8, 0.8f, 0.6f, new(6, -4, side * 7, 2.4f), new(18, -6.4f, side * 5, 2.2f));
            head.Stripe(0x1c1512, 0.7f, 0.5f, new(25, -7, side * 2, 0.7f), new(18, -8, side * 4, 0.8f), new(14, -7.4f, side * 5, 0.8f));
            head.DarkEye(new(6, 2.8f, side * 5.8f), 2.2f, new Vector3(0.7f, 0.1f, side));
            head.Ball(coat, 5, 5.4f, side * 5, 2.4f);
            head.FlatTube(coat, new Vector3(1, 0, side * 0.5f), 0.45f, new(-3, 6, side * 4, 2.4f), new(-5, 13, side * 6.4f, 3.9f),
                new(-6, 21, side * 8, 3.5f), new(-6, 28.5f, side * 8.6f, 0.6f));
            head.Stripe(0xd8b4a0, 0.8f, 0.5f, new(-2.6f, 11, side * 6.4f, 2), new(-3.6f, 17, side * 8, 2.5f),
                new(-4.4f, 23, side * 8.8f, 1.6f));
        }

        return head;
    }
}
