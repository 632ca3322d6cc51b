using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A gorilla: knuckle-walker, heavy brow, head crest, bare black face and chest; old males with a silver back.</summary>
internal static class Gorilla
{
    private static readonly Material Fur = Material.Fur(0x34323a, 0x26242a, 0x1e1c20, 6);
    private static readonly Material Skin = new(Tint.Of(0x48423f), Tint.Of(0x3a3432), Tint.Of(0x2c2726), 0, 0.14f, Hard: false);

    public static IEnumerable<Sample> Samples =>
    [
        new("gorilla-01.jpg", 380, 310, new Photograph(Scenes.Garden, new View(16, 6, 0.88f), () => OnKnuckles(28), 0.94f).Paint, 1.1f),
        new("gorilla-02.jpg", 320, 370, new Photograph(Scenes.Mist, new View(64, 6, 0.9f, Mirror: true), Sitting, 0.95f).Paint, 1.1f),
        new("gorilla-03.jpg", 360, 360,
            new Photograph(Scenes.Savanna, new View(82, 2, 1.0f, Focus: new(2, -2, 0, 31)), Portrait).Paint, 1.15f),
        new("gorilla-04.jpg", 380, 320, new Photograph(Scenes.Snow, new View(52, 8, 0.9f, Mirror: true), () => OnKnuckles(8)).Paint, 1.1f),
        new("gorilla-05.jpg", 380, 330,
            new Photograph(Scenes.Autumn, new View(48, 3, 0.98f, Focus: new(2, -2, 0, 32)), Portrait).Paint, 1.15f),
    ];

    private static Sculpture Portrait()
    {
        var gorilla = new Sculpture { Blend = 2.6f }.Tube(Fur, new(-6, -6, 0, 17), new(-14, -22, 0, 26), new(-18, -46, 0, 36),
            new(-18, -80, 0, 42));
        foreach (var side in Sculpture.Sides) gorilla.Tube(Fur, new(-14, -26, side * 18, 18), new(-14, -46, side * 40, 20),
            new(-8, -80, side * 48, 17));
        return gorilla.Attach(Head(), Placement.Of(0, 0));
    }

    private static Sculpture OnKnuckles(float turn)
    {
        var gorilla = new Sculpture { Blend = 3 }.FlatTube(Fur, Vector3.UnitZ, 0.95f,
            new(30, 88, 0, 23), new(16, 86, 0, 27), new(-6, 74, 0, 26.5f), new(-26, 60, 0, 24), new(-40, 48, 0, 19));
        gorilla.Tube(Fur, new(26, 98, 0, 21), new(42, 104, 0, 17));
        foreach (var side in Sculpture.Sides)
        {
            var stride = side * 8;
            gorilla.Tube(Fur, new(26, 88, side * 19, 17), new(30 + stride, 62, side * 25, 13.5f), new(32 + stride, 36, side * 25, 11.5f),
                new(36 + stride, 12, side * 24, 8));
            Fist(gorilla, new(38 + stride, 6, side * 24));
            gorilla.Tube(Fur, new(-36, 46, side * 12, 19), new(-24 - stride, 28, side * 17, 14), new(-36 - stride, 9, side * 17, 9));
            gorilla.Tube(Skin, new(-36 - stride, 5, side * 17, 6), new(-18 - stride, 4.5f, side * 19, 5.5f));
        }

        gorilla.Stripe(0x9c9ca2, 0.75f, 0.8f, new(0, 92, 0, 30), new(-20, 76, 0, 32), new(-36, 60, 0, 28));
        return gorilla.Attach(Head(), Placement.Of(55, 108, nod: -8, turn: turn, scale: 1.12f));
    }

    private static Sculpture Sitting()
    {
        var gorilla = new Sculpture { Blend = 3 }.Tube(Fur, new(-10, 24, 0, 27), new(-6, 48, 0, 29), new(2, 74, 0, 27), new(4, 92, 0, 22),
            new(8, 104, 0, 17));
        gorilla.FlatTube(Skin, new Vector3(1, 0.2f, 0), 0.5f, new(20, 82, -11, 12), new(24, 80, 0, 12), new(20, 82, 11, 12));
        foreach (var side in Sculpture.Sides)
        {
            gorilla.Tube(Fur, new(2, 94, side * 21, 17), new(4, 66, side * 34, 14), new(20, 44, side * 34, 12),
                new(36, 30, side * 26, 8.5f));
            Fist(gorilla, new(40, 26, side * 24));
            gorilla.Tube(Fur, new(-6, 18, side * 18, 18), new(22, 26, side * 28, 14), new(30, 12, side * 30, 10), new(34, 6, side * 30, 8));
            gorilla.Tube(Skin, new(34, 5, side * 30, 6), new(50, 5, side * 33, 5.5f));
        }

        return gorilla.Attach(Head(), Placement.Of(16, 120, turn: 6, scale: 1.12f));
    }

    private static void Fist(Sculpture gorilla, Vector3 at)
    {
        gorilla.Ball(Skin, at.X, at.Y, at.Z, 8);
        for (var finger = -1.5f; finger <= 1.5f; finger++)
            gorilla.Tube(Skin, new(at.X + 5, at.Y + 2, at.Z + finger * 4, 3), new(at.X + 7, at.Y - 3, at.Z + finger * 4, 3));
    }

    /// <summary>Centre of the skull at the origin, lips at x = 22.</summary>
    private static Sculpture Head()
    {
        var head = new Sculpture { Blend = 1.8f }.Ball(Fur, -2, 2, 0, 15)
            .Tube(Fur.Cropped, new(5, 10, 0, 8.5f), new(-2, 14, 0, 10), new(-9, 12, 0, 13)).Ball(Fur, -9, 2, 0, 15);
        head.Ball(Skin, 6, 0, 0, 11.4f).Ball(Skin, 11, -9.5f, 0, 9.6f, Vector3.UnitX, 0.95f).Ball(Skin, 12, -13, 0, 7.2f);
        head.Tube(Skin, new(8.5f, 5.4f, -10, 3), new(13, 6.8f, -5, 3.3f), new(14, 6, 0, 3), new(13, 6.8f, 5, 3.3f), new(8.5f, 5.4f, 10, 3));
        head.Tube(Skin, new(14.4f, 3, 0, 2.4f), new(17, -2.4f, 0, 3));
        head.Stripe(0x0c0908, 0.95f, 0.5f, new(17, -13, -7.4f, 1.1f), new(20.6f, -12.2f, -3, 1.2f), new(21, -12, 0, 1.2f),
            new(20.6f, -12.2f, 3, 1.2f), new(17, -13, 7.4f, 1.1f));
        foreach (var side in Sculpture.Sides)
        {
            head.Tube(Skin, new(18, -3.4f, side * 1.2f, 2.2f), new(18, -3.2f, side * 3.6f, 3), new(16, -5, side * 5.6f, 2));
            head.Paint(0x050404, 20.8f, -4.6f, side * 3, 2.3f, 1, 0.35f);
            head.Paint(0x100c0b, 14, 1, side * 5, 5, 0.5f, 0.8f);
            head.Eye(new(14.6f, 0.6f, side * 5.2f), 1.9f, 0x6a3a18, new Vector3(1, 0, side * 0.25f), 0.6f);
            head.Ball(Fur, 0, -6, side * 11, 8.5f).Ball(Skin, 9, -4, side * 7.5f, 5);
            head.FlatTube(Skin, new Vector3(0.5f, 0, side), 0.5f, new(-2, 3, side * 14.4f, 3), new(-3, -2, side * 14.6f, 2.4f));
            for (var fold = 0; fold < 3; fold++) head.Stripe(0x15110f, 0.5f, 0.7f, new(16, -1.2f - fold, side * 3, 0.7f),
                new(14.6f, -2.4f - fold * 1.3f, side * 6.4f, 0.8f), new(11.4f, -2 - fold * 1.5f, side * 9.4f, 0.8f));
            head.Stripe(0x15110f, 0.6f, 0.7f, new(16.5f, -5.5f, side * 7, 1), new(16, -9, side * 9, 1));
        }

        return head;
    }
}
