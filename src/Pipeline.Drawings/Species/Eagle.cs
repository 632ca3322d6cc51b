using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A bald eagle: white head and tail, hooked yellow beak, dark brown feathers, yellow talons.</summary>
internal static class Eagle
{
    private static readonly Material Down = Material.Fur(0xf8f6f0, 0xf0ece4, 0xdcd8d0, 1);
    private static readonly Material Thigh = Material.Fur(0x503a28, 0x44301f, 0x3a2a1c, 2);
    private static readonly Material Yellow = Material.Horn(0xe8b020, 0.35f);
    private static readonly Material Bark = new(Tint.Of(0x7c6a56), Tint.Of(0x66543f), Tint.Of(0x40342a), 2, 0, Hard: false);

    public static IEnumerable<Sample> Samples =>
    [
        new("eagle-01.jpg", 400, 290, new Photograph(Scenes.OpenSky, new View(66, -14, 0.94f, Roll: 10), () => Flying(14, 0)).Paint),
        new("eagle-02.jpg", 310, 390, new Photograph(Scenes.Forest, new View(44, 3, 0.96f, Focus: new(0, 50, 0, 72)), Perched).Paint),
        new("eagle-03.jpg", 380, 340,
            new Photograph(Scenes.Studio, new View(16, 2, 1.0f, 0.46f, 0.5f, Focus: new(4, -3, 0, 21)), Portrait).Paint),
        new("eagle-04.jpg", 400, 300, new Photograph(Scenes.Snow, new View(54, 12, 0.92f, 0.5f, 0.5f, true), () => Flying(38, 1)).Paint),
        new("eagle-05.jpg", 350, 360,
            new Photograph(Scenes.Sunset, new View(54, 2, 1.0f, 0.48f, 0.5f, true, Focus: new(3, -3, 0, 22)), Portrait).Paint),
    ];

    private static Sculpture Portrait()
    {
        var eagle = new Sculpture().Tube(Down, new(-3, -4, 0, 10), new(-7, -18, 0, 13), new(-12, -34, 0, 17));
        Plumage.Scales(eagle, Plumage.Browns, 4.6f, new(-10, -30, 0, 18), new(-14, -46, 0, 24), new(-18, -80, 0, 30));
        Plumage.Scales(eagle, Plumage.Whites, 3.4f, new(-6, -16, 0, 13), new(-10, -26, 0, 16.5f));
        return eagle.Attach(Head(), Placement.Of(0, 0));
    }

    private static Sculpture Perched()
    {
        var eagle = new Sculpture();
        Plumage.Scales(eagle, Plumage.Browns, 4.2f, new(6, 88, 0, 13), new(3, 70, 0, 18), new(-4, 50, 0, 17), new(-12, 34, 0, 12));
        eagle.Tube(Down, new(6, 90, 0, 12.5f), new(9, 100, 0, 11), new(11, 106, 0, 10));
        Plumage.Scales(eagle, Plumage.Whites, 3.4f, new(8, 96, 0, 12), new(5, 86, 0, 15));
        foreach (var side in Sculpture.Sides)
        {
            Plumage.FoldedWing(eagle, side);
            eagle.Tube(Thigh, new(2, 38, side * 9, 9), new(6, 24, side * 9, 6.4f), new(6, 16, side * 9, 4));
            Talons(eagle, new(7, 10, side * 9));
        }

        for (var feather = -3; feather <= 3; feather++)
            eagle.FlatTube(Plumage.Whites[(feather + 4) % 2], Vector3.UnitX, 0.3f, new(-16, 30, feather, 3.4f),
                new(-24, 4, feather * 2.2f, 4.2f), new(-29, -14, feather * 2.8f, 3.4f));
        eagle.Tube(Bark, new(4, 8, -150, 9), new(6, 1, -50, 7), new(7, 2, 0, 7), new(5, 1, 50, 6), new(3, 8, 150, 5));
        return eagle.Attach(Head(), Placement.Of(13, 110, nod: -4, turn: -26));
    }

    /// <param name="lift">Degrees by which the wings rise.</param>
    /// <param name="landing">0 for level flight, 1 for the talons-first stoop onto prey.</param>
    private static Sculpture Flying(float lift, float landing)
    {
        var eagle = new Sculpture();
        var trunk = new Sculpture();
        Plumage.Scales(trunk, Plumage.Browns, 3.6f, new(22, 2, 0, 9), new(8, 0, 0, 12.5f), new(-14, 0, 0, 11), new(-28, 1, 0, 7));
        trunk.Tube(Down, new(20, 3, 0, 9.5f), new(28, 5, 0, 8.5f), new(34, 6, 0, 8));
        for (var feather = -4; feather <= 4; feather++)
            trunk.FlatTube(Plumage.Whites[(feather + 4) % 2], Vector3.UnitY, 0.16f, new(-24, 1, feather, 3),
                new(-40, 1, feather * 2.8f, 4), new(-52, 1, feather * 4.4f, 3.4f));
        eagle.Attach(trunk, Placement.Of(0, 0, nod: 34 * landing));
        foreach (var side in Sculpture.Sides)
        {
            eagle.Attach(Plumage.Wing(side), Placement.Of(8, 4 + 4 * landing, side * 6, tilt: -lift * side));
            var foot = new Vector3(-8 + 26 * landing, -10 - 18 * landing, side * 7);
            eagle.Tube(Thigh, new(-6, -6, side * 6, 7), new(foot.X - 2 - 6 * landing, foot.Y + 5, foot.Z, 4.6f), new(foot, 2.6f));
            Talons(eagle, foot - new Vector3(0, 4, 0));
        }

        return eagle.Attach(Head(), landing > 0 ? Placement.Of(28, 26, nod: -10) : Placement.Of(38, 7, nod: -4));
    }

    private static void Talons(Sculpture eagle, Vector3 at)
    {
        var claw = Material.Horn(0x181412, 0.4f);
        eagle.Tube(Yellow, new(at.X - 1, at.Y + 7, at.Z, 2.8f), new(at, 3));
        foreach (var (x, z) in ((float, float)[])[(8, -4), (9, 0), (8, 4), (-7, 0)])
        {
            eagle.Tube(Yellow, new(at, 2.6f), new(at.X + x * 0.6f, at.Y + 0.6f, at.Z + z * 0.8f, 2.3f),
                new(at.X + x, at.Y - 2, at.Z + z, 1.8f));
            eagle.Tube(claw, new(at.X + x, at.Y - 2, at.Z + z, 1.5f), new(at.X + x * 1.3f, at.Y - 4, at.Z + z * 1.1f, 1),
                new(at.X + x * 1.25f, at.Y - 8, at.Z + z * 1.1f, 0.3f));
        }
    }

    /// <summary>Centre of the skull at the origin, tip of the beak at x = 19.</summary>
    private static Sculpture Head()
    {
        var head = new Sculpture { Blend = 1.2f }.Ball(Down, 0, 0, 0, 10.2f).Ball(Down, 3, 2.5f, 0, 8.4f).Ball(Down, 5, -2, 0, 7);
        head.FlatTube(Yellow, Vector3.UnitZ, 0.62f, new(7, -0.6f, 0, 4.6f), new(12, -0.4f, 0, 4.2f), new(16, -1.8f, 0, 3.3f),
            new(18.8f, -5.4f, 0, 2), new(18.6f, -9.6f, 0, 0.6f));
        head.FlatTube(Material.Horn(0xcf981c, 0.3f), Vector3.UnitZ, 0.7f, new(5, -4.6f, 0, 3.2f), new(11, -5.6f, 0, 2.3f),
            new(14.6f, -6, 0, 1.2f));
        foreach (var side in Sculpture.Sides)
        {
            for (var t = 0f; t <= 1; t += 0.08f) head.Paint(0x3a2a10, 4 + 11 * t, -3.3f - 1.2f * t, side * (4.8f - 3 * t), 0.8f, 0.9f,
                0.5f, onHard: true);
            head.Paint(0x2c2010, 11, 0.8f, side * 2.7f, 0.9f, 0.95f, 0.4f, onHard: true);
            head.Eye(new(5.8f, 2.2f, side * 6.6f), 2.3f, 0xf0d040, new Vector3(0.7f, 0, side), 0.52f);
            head.Tube(Down, new(1, 6, side * 6.8f, 1.4f), new(5, 5.4f, side * 7.2f, 1.8f), new(9.6f, 3, side * 5, 1.3f));
            head.Stripe(0x8a847a, 0.6f, 0.6f, new(9, 0.5f, side * 5.6f, 1.6f), new(4, -0.4f, side * 7.8f, 1.6f));
        }

        return head;
    }
}
