using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A retriever: floppy ears, tongue out, collar. Withers at 100.</summary>
internal static class Dog
{
    private static readonly Material Tongue = Material.Horn(0xd8707c, 0.35f);
    private static readonly Material Dark = Material.Horn(0x2a1414, 0.2f);

    private static readonly Gait Standing = new([4, -6, 6], [-4, -2, 6], [22, -38, 4], [30, -44, 2]);
    private static readonly Gait Running = new([62, 48, 30], [40, 10, -30], [-38, -70, -50], [-20, -62, -62]);

    public static IEnumerable<Sample> Samples =>
    [
        new("dog-01.jpg", 320, 400, new Photograph(Scenes.Garden, new View(62, 6, 0.92f), () => Sitting(Golden), 0.94f).Paint),
        new("dog-02.jpg", 360, 300,
            new Photograph(Scenes.Beach, new View(68, 2, 1.0f, 0.5f, 0.5f, Focus: new(4, -6, 0, 27)), () => Portrait(Chocolate)).Paint),
        new("dog-03.jpg", 400, 300,
            new Photograph(Scenes.Meadow, new View(18, 6, 0.86f, Mirror: true), () => Upright(Pied, Standing), 0.92f).Paint),
        new("dog-04.jpg", 400, 280, new Photograph(Scenes.Snow, new View(24, 6, 0.86f), () => Upright(Black, Running)).Paint),
        new("dog-05.png", 380, 290, new Photograph(Scenes.Indoors, new View(50, 12, 0.86f, Mirror: true), () => Lying(Golden)).Paint),
    ];

    private static Breed Golden { get; } = new(Material.Fur(0xd09a54, 0xc68c48, 0xe2bd86, 4.2f), Material.Fur(0xb87c3c, 4), 0xc02828);

    private static Breed Chocolate { get; } = new(Material.Fur(0x5c3820, 0x4e2e1a, 0x5a3824, 1.6f), Material.Fur(0x40240f, 1.6f), 0x2860b0);

    private static Breed Black { get; } = new(Material.Fur(0x2c2b2d, 0x222124, 0x2a2828, 2.4f), Material.Fur(0x1c1b1d, 2.4f), 0xd84818);

    private static Breed Pied { get; } = new(Material.Fur(0x7c4a24, 0xf0ebe0, 0xf6f2ea, 2), Material.Fur(0x6e3f1c, 2), 0x207848, 0x7c4a24);

    private sealed record Breed(Material Coat, Material Ears, uint Collar, uint Saddle = 0);

    private static Sculpture Portrait(Breed breed)
    {
        var dog = new Sculpture { Blend = 2 };
        dog.Tube(breed.Coat, new(-10, -4, 0, 13), new(-16, -20, 0, 15), new(-20, -44, 0, 21), new(-24, -70, 0, 26));
        Collar(dog, breed, new(-16, -24, 0), 16, new Vector3(0.25f, 1, 0));
        return dog.Attach(Head(breed), Placement.Of(0, 0, nod: 2, turn: 4));
    }

    private static Sculpture Sitting(Breed breed)
    {
        var dog = Postures.Sit(breed.Coat, breed.Coat, 1, 5.6f);
        Collar(dog, breed, new(11, 79, 0), 14, new Vector3(0.15f, 1, 0));
        dog.Tube(breed.Coat, new(-26, 12, 0, 6), new(-42, 7, 6, 6), new(-56, 6, 16, 4), new(-64, 6, 24, 2));
        return dog.Attach(Head(breed), Placement.Of(Postures.SittingHead, nod: 2, turn: 10, tilt: 5));
    }

    private static Sculpture Lying(Breed breed)
    {
        var dog = Postures.Lie(breed.Coat, breed.Coat, 1, 5.6f);
        Collar(dog, breed, new(28, 44, 0), 14, new Vector3(0.5f, 1, 0));
        dog.Tube(breed.Coat, new(-46, 14, 0, 6), new(-62, 8, -8, 6), new(-72, 6, -24, 3));
        return dog.Attach(Head(breed), Placement.Of(Postures.LyingHead, nod: 2, turn: 10));
    }

    private static Sculpture Upright(Breed breed, Gait gait)
    {
        var body = new Quadruped(breed.Coat, breed.Coat,
            [new(30, 80, 0, 17), new(14, 77, 0, 22), new(-12, 80, 0, 19.5f), new(-34, 84, 0, 16.5f), new(-50, 85, 0, 14)], 0.8f,
            new(22, 76, 10), [26, 28, 14], [13, 7.5f, 5, 4.8f],
            new(-46, 82, 9), [30, 30, 22], [15, 9.5f, 5, 4.8f],
            (dog, foot, _) => dog.Paw(breed.Coat, foot, 5.6f)).Stand(gait);
        body.Tube(breed.Coat, new(24, 86, 0, 17), new(36, 103, 0, 13.5f), new(46, 117, 0, 11.5f));
        body.Tube(breed.Coat, new(-58, 90, 0, 5), new(-72, 97, 0, 5), new(-86, 110, 0, 4), new(-94, 126, 0, 2));
        if (breed.Saddle != 0) body.Stripe(breed.Saddle, 0.95f, 0.25f, new(2, 98, 0, 20), new(-20, 98, 0, 22), new(-44, 96, 0, 18));
        Collar(body, breed, new(36, 104, 0), 15, new Vector3(0.7f, 1, 0));
        return body.Attach(Head(breed), Placement.Of(51, 122, turn: 14));
    }

    private static void Collar(Sculpture dog, Breed breed, Vector3 at, float radius, Vector3 axis) =>
        dog.Ball(Material.Horn(breed.Collar, 0.4f), at.X, at.Y, at.Z, radius, axis, 0.2f);

    /// <summary>Centre of the skull at the origin, nose at x = 27.</summary>
    private static Sculpture Head(Breed breed)
    {
        var face = breed.Coat.Cropped;
        var head = new Sculpture().Ball(face, 0, 0, 0, 11.5f).Ball(face, 4, 3, 0, 9.5f);
        head.Tube(face, new(7, -2, 0, 8.5f), new(15, -4, 0, 7), new(24, -4.5f, 0, 5.6f));
        head.Tube(face, new(2, -8, 0, 7), new(11, -12.5f, 0, 4.2f), new(19, -15.5f, 0, 3));
        head.Tube(Dark, new(6, -9, 0, 5.6f), new(18, -10.6f, 0, 3.8f));
        head.FlatTube(Tongue, new Vector3(0.4f, 1, 0), 0.35f, new(10, -11, 0, 4), new(19, -12.6f, 0, 4.2f));
        head.FlatTube(Tongue, new Vector3(1, 0.2f, 0), 0.35f, new(19, -12.6f, 0, 4.2f), new(22, -16, 0, 4.2f), new(22.5f, -23, 0, 4));
        head.Ball(Material.Wet(0x141214), 28, -2.2f, 0, 3.8f, Vector3.UnitX, 0.75f);
        foreach (var side in Sculpture.Sides)
        {
            head.Paint(0x050505, 30.6f, -2.6f, side * 1.7f, 1.1f, 1, 0.4f, onHard: true);
            head.Tube(face, new(15, -6, side * 4.4f, 4.6f), new(24, -6.6f, side * 2.6f, 4));
            head.Eye(new(10.6f, 3.6f, side * 5.8f), 2.4f, 0x3c2210, new Vector3(1, 0.1f, side * 0.45f), 0.62f);
            head.Ball(face, 8.6f, 6.8f, side * 5.6f, 2.8f);
            head.FlatTube(breed.Ears, new Vector3(0.25f, 0.2f, side), 0.4f,
                new(-2, 8, side * 8, 3.6f), new(-3, 5, side * 12.5f, 5.4f), new(-1.5f, -4, side * 14, 6.6f),
                    new(0, -13, side * 13.4f, 5.4f), new(1, -17, side * 12.6f, 3));
        }

        if (breed.Saddle != 0)
            foreach (var side in Sculpture.Sides) head.Stripe(breed.Saddle, 0.95f, 0.3f, new(-6, 4, side * 9, 8),
                new(7, 3, side * 8, 6.5f));
        return head;
    }
}
