using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>Brown, black and polar bears: massive, round ears, shoulder hump, long muzzle, clawed paws.</summary>
internal static class Bear
{
    private const uint Claws = 0x3a2c20;

    private static readonly Gait Walking = new([18, 6, 10], [-16, -14, 0], [30, -20, 6], [-6, -26, 4]);

    public static IEnumerable<Sample> Samples =>
    [
        new("bear-01.jpg", 400, 290, new Photograph(Scenes.Meadow, new View(14, 6, 0.88f), () => OnFours(Brown, 16), 0.93f).Paint),
        new("bear-02.jpg", 300, 400, new Photograph(Scenes.Mist, new View(62, 5, 0.92f, Mirror: true), () => Rearing(Brown), 0.94f).Paint),
        new("bear-03.jpg", 380, 330,
            new Photograph(Scenes.Lake, new View(80, 4, 1.0f, Focus: new(4, -1, 0, 29)), () => Portrait(Cinnamon)).Paint),
        new("bear-04.jpg", 400, 300, new Photograph(Scenes.Snow, new View(36, 7, 0.86f, Mirror: true), () => OnFours(Polar, 10)).Paint),
        new("bear-05.jpg", 320, 360, new Photograph(Scenes.Autumn, new View(56, 8, 0.9f), () => Sitting(Black)).Paint),
    ];

    private static Breed Brown { get; } = new(Material.Fur(0x7c5230, 0x643e22, 0x4a2c18, 5), 0xa87c50);

    private static Breed Cinnamon { get; } = new(Material.Fur(0x905a2c, 0x7c4a24, 0x643a1c, 4), 0xc09460);

    private static Breed Polar { get; } = new(Material.Fur(0xf4ecd8, 0xeae0c8, 0xd8ccb0, 4), 0xf0e8d8);

    private static Breed Black { get; } = new(Material.Fur(0x2e2a2a, 0x242122, 0x201d1e, 4.4f), 0x9a7450);

    private sealed record Breed(Material Coat, uint Muzzle);

    private static Sculpture Portrait(Breed breed)
    {
        var bear = new Sculpture { Blend = 3 }.Tube(breed.Coat, new(-10, -4, 0, 19), new(-22, -14, 0, 26), new(-36, -34, 0, 36),
            new(-44, -70, 0, 42));
        return bear.Attach(Head(breed), Placement.Of(0, 0));
    }

    private static Sculpture OnFours(Breed breed, float turn)
    {
        var bear = new Quadruped(breed.Coat, breed.Coat with { Flank = breed.Coat.Belly, Back = breed.Coat.Flank },
            [new(36, 70, 0, 20), new(18, 72, 0, 26), new(-8, 68, 0, 27), new(-34, 69, 0, 27), new(-50, 66, 0, 22)], 0.86f,
            new(24, 60, 10), [23, 19, 7], [18, 13, 10, 8.5f],
            new(-41, 60, 9), [25, 20, 7], [20, 15, 10.5f, 8.5f],
            (body, foot, _) => body.Paw(breed.Coat, foot with { Y = foot.Y - 1 }, 9, Claws), 7).Stand(Walking);
        bear.Blend = 3;
        bear.Ball(breed.Coat, 16, 86, 0, 17);
        bear.Tube(breed.Coat, new(30, 78, 0, 22), new(46, 80, 0, 18), new(58, 80, 0, 15)).Ball(breed.Coat, -70, 66, 0, 5);
        return bear.Attach(Head(breed), Placement.Of(67, 80, nod: -8, turn: turn));
    }

    private static Sculpture Rearing(Breed breed)
    {
        var bear = new Sculpture { Blend = 3 }.Tube(breed.Coat, new(-4, 38, 0, 25), new(-2, 58, 0, 28), new(2, 84, 0, 26),
            new(4, 106, 0, 21), new(8, 122, 0, 16));
        foreach (var side in Sculpture.Sides)
        {
            bear.Tube(breed.Coat, new(2, 104, side * 18, 13), new(2, 82, side * 27, 11), new(16, 66, side * 25, 9),
                new(26, 62, side * 21, 8));
            bear.Attach(new Sculpture().Paw(breed.Coat, Vector4.Zero, 8, Claws), Placement.Of(28, 60, side * 20, nod: -50));
            bear.Tube(breed.Coat, new(-4, 34, side * 13, 19), new(2, 18, side * 16, 14), new(0, 8, side * 17, 10));
            bear.Paw(breed.Coat, new(4, 6, side * 17, 0), 9.5f, Claws);
        }

        return bear.Attach(Head(breed), Placement.Of(15, 136, nod: -6, turn: 8));
    }

    private static Sculpture Sitting(Breed breed)
    {
        var bear = new Sculpture { Blend = 3 }.Tube(breed.Coat, new(-10, 24, 0, 26), new(-6, 44, 0, 29), new(2, 68, 0, 26),
            new(8, 86, 0, 20), new(12, 96, 0, 16));
        foreach (var side in Sculpture.Sides)
        {
            bear.Tube(breed.Coat, new(6, 82, side * 17, 13), new(12, 58, side * 25, 11.5f), new(20, 34, side * 22, 9.5f),
                new(24, 16, side * 20, 8.5f));
            bear.Paw(breed.Coat, new(24, 9, side * 20, 0), 8.5f, Claws);
            bear.Tube(breed.Coat, new(-6, 18, side * 20, 17), new(18, 15, side * 31, 13), new(38, 11, side * 36, 10));
            bear.Attach(new Sculpture().Paw(breed.Coat, Vector4.Zero, 9, Claws), Placement.Of(42, 12, side * 37, nod: 62));
        }

        return bear.Attach(Head(breed), Placement.Of(20, 108, turn: 6));
    }

    /// <summary>Centre of the skull at the origin, nose at x = 33.</summary>
    private static Sculpture Head(Breed breed)
    {
        var inner = Material.Fur(0x2a1c14, 2);
        var face = breed.Coat.Cropped;
        var head = new Sculpture { Blend = 2.2f }.Ball(breed.Coat, 0, 1, 0, 16).Ball(face, 6, 4, 0, 12.5f);
        head.Tube(face, new(10, -2, 0, 10.5f), new(19, -5, 0, 8.6f), new(28, -6, 0, 7));
        head.Tube(face, new(8, -10, 0, 8), new(20, -12.5f, 0, 5), new(26, -12.5f, 0, 4));
        head.FlatTube(Material.Wet(0x14100f), Vector3.UnitX, 0.7f, new(33.4f, -2.6f, -2.2f, 3), new(34.2f, -2.8f, 0, 3.4f),
            new(33.4f, -2.6f, 2.2f, 3));
        head.Stripe(breed.Muzzle, 0.85f, 0.6f, new(21, -5, 0, 13), new(29, -6, 0, 12), new(24, -13, 0, 10));
        head.Stripe(0x1c120d, 0.85f, 0.5f, new(34, -6, 0, 0.9f), new(33.4f, -9.4f, 0, 1));
        foreach (var side in Sculpture.Sides)
        {
            head.Paint(0x020202, 36, -3, side * 2, 1.3f, 1, 0.4f, onHard: true);
            head.Ball(breed.Coat, 0, -6, side * 9, 11);
            head.Stripe(0x1c120d, 0.85f, 0.5f, new(33.4f, -9.6f, 0, 1), new(30, -11, side * 4.6f, 1.1f), new(20, -11, side * 7.6f, 1.1f));
            head.Eye(new(16.6f, 4.2f, side * 6.8f), 1.7f, 0x2c1a0c, new Vector3(1, 0.1f, side * 0.5f), 0.7f);
            head.Ball(face, 13, 7.6f, side * 7, 3);
            head.Ball(breed.Coat, -4, 13.5f, side * 12.5f, 5.8f, new Vector3(1, 0, side * 0.2f), 0.5f)
                .Ball(inner, -1.4f, 13.6f, side * 12.8f, 3.6f, new Vector3(1, 0, side * 0.2f), 0.4f);
        }

        return head;
    }
}
