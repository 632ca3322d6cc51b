using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A horse: long head, mane, tail, hooves. Withers at 100.</summary>
internal static class Horse
{
    private static readonly Material Hoof = Material.Horn(0x2c2622, 0.25f);

    private static readonly Gait Standing = new([6, -4, 2, 22], [-4, -2, 2, 22], [16, -30, 0, 24], [24, -36, -2, 24]);
    private static readonly Gait Galloping = new([66, 34, 10, -10], [38, -30, -70, -60], [-30, -62, -52, -60], [-4, -56, -66, -70]);
    private static readonly Gait Walking = new([24, 6, 2, 22], [-16, -26, -26, -4], [34, -22, 6, 26], [-2, -42, -16, 4]);

    public static IEnumerable<Sample> Samples =>
    [
        new("horse-01.jpg", 400, 320,
            new Photograph(Scenes.Meadow, new View(10, 5, 0.88f), () => Upright(Bay, Standing, -46, 0), 0.94f).Paint),
        new("horse-02.jpg", 400, 290,
            new Photograph(Scenes.Beach, new View(16, 5, 0.88f, Mirror: true), () => Upright(Grey, Galloping, -30, 1)).Paint),
        new("horse-03.jpg", 320, 380,
            new Photograph(Scenes.Autumn, new View(18, 2, 1.0f, Focus: new(14, -4, 0, 34)), () => Portrait(Chestnut)).Paint),
        new("horse-04.jpg", 320, 380,
            new Photograph(Scenes.Sunset, new View(56, 3, 1.0f, 0.5f, 0.5f, true, Focus: new(14, -8, 0, 34)), () => Portrait(Bay)).Paint),
        new("horse-05.jpg", 380, 340, new Photograph(Scenes.Snow, new View(42, 6, 0.88f), () => Upright(Black, Walking, -44, 0.25f)).Paint),
    ];

    private static Breed Bay { get; } = new(Material.Fur(0x7c4420, 0x70391a, 0x5e2f16, 0.9f, 0.14f), 0x17110e, 0x1e1512, true);

    private static Breed Chestnut { get; } = new(Material.Fur(0x9c5426, 0x8e4a20, 0x7c401c, 0.9f, 0.14f), 0xc08850, 0x8e4a20, true);

    private static Breed Grey { get; } = new(Material.Fur(0xe2e0dc, 0xd6d4d0, 0xb8b4b0, 0.9f, 0.1f), 0xf0eee8, 0x8c8884, false);

    private static Breed Black { get; } = new(Material.Fur(0x302a28, 0x282322, 0x242020, 0.9f, 0.2f), 0x0e0c0c, 0x1a1716, true);

    /// <param name="Mane">Colour of mane and tail.</param>
    /// <param name="Socks">Colour of the lower legs.</param>
    private sealed record Breed(Material Coat, uint Mane, uint Socks, bool Blaze);

    private static Sculpture Portrait(Breed breed)
    {
        var horse = new Sculpture { Blend = 2.4f }.FlatTube(breed.Coat, Vector3.UnitZ, 0.7f, new(-4, 0, 0, 10), new(-14, -12, 0, 14),
            new(-28, -34, 0, 20), new(-42, -70, 0, 28));
        horse.Attach(Head(breed), Placement.Of(2, 0, nod: -42));
        Mane(horse, breed.Mane, new(0, 12, 0), new(-46, -42, 0), 0.1f, 26, 300);
        return horse;
    }

    private static Sculpture Upright(Breed breed, Gait gait, float nod, float wind)
    {
        var horse = new Quadruped(breed.Coat, breed.Coat,
            [new(34, 80, 0, 17), new(18, 76, 0, 22), new(-6, 75, 0, 21), new(-30, 78, 0, 20.5f), new(-46, 80, 0, 18.5f)], 0.74f,
            new(25, 72, 6.5f), [24, 25, 17, 5], [12.5f, 7, 4.2f, 3.6f, 4],
            new(-42, 79, 5.5f), [28, 28, 23, 5], [15.5f, 9.5f, 5, 3.8f, 4.2f],
            (body, foot, _) => Foot(body, breed, foot), 2).Stand(gait);
        horse.Blend = 4;
        horse.FlatTube(breed.Coat, Vector3.UnitZ, 0.65f, new(26, 88, 0, 17), new(40, 104, 0, 13.5f), new(53, 120, 0, 10.5f),
            new(60, 129, 0, 9.5f));
        horse.Attach(Head(breed), Placement.Of(66, 130, nod: nod, turn: 6));
        Mane(horse, breed.Mane, new(62, 141, 0), new(20, 101, 0), wind, 20, 240);
        Tail(horse, breed.Mane, wind);
        return horse;
    }

    private static void Foot(Sculpture horse, Breed breed, Vector4 foot)
    {
        horse.Stripe(breed.Socks, 0.9f, 0.5f, new(foot.X - 3, foot.Y + 22, foot.Z, 8), new(foot.X - 2, foot.Y + 10, foot.Z, 9),
            new(foot.X, foot.Y, foot.Z, 9));
        horse.Tube(Hoof, new(foot.X, foot.Y - 1, foot.Z, 4.1f), new(foot.X + 2, foot.Y - 4.5f, foot.Z, 4.9f));
    }

    private static void Mane(Sculpture horse, uint colour, Vector3 poll, Vector3 withers, float wind, float length, int count)
    {
        var dice = new Dice(11);
        for (var hair = 0; hair < count; hair++)
        {
            var t = dice.Next();
            var root = Vector3.Lerp(poll, withers, t) + new Vector3(dice.Bell() * 0.6f,
                MathF.Sin(t * MathF.PI) * 2.4f + dice.Bell() * 0.5f, dice.Bell() * 0.8f);
            var fall = length * dice.Between(0.7f, 1.15f);
            var side = hair % 5 == 0 ? -1 : 1;
            var middle = root + new Vector3(-2 - wind * fall * 0.5f, fall * (-0.3f + 0.45f * wind), side * (6 + 4 * t) * (1 - 0.5f * wind));
            var end = root + new Vector3(-3 - wind * fall * 1.1f + dice.Bell() * 2, fall * (-1 + 1.1f * wind),
                side * (9 + 6 * t) * (1 - 0.5f * wind) + dice.Bell());
            horse.Hair(colour, 0.9f, new(root, 0), new(middle, 0), new(end, 0));
        }
    }

    private static void Tail(Sculpture horse, uint colour, float wind)
    {
        var dice = new Dice(12);
        for (var hair = 0; hair < 260; hair++)
        {
            var root = new Vector3(-60, 88, 0) + new Vector3(dice.Bell(), dice.Bell() * 1.6f, dice.Bell() * 1.6f);
            var spread = new Vector3(dice.Bell() * 3, 0, dice.Bell() * 3);
            var length = dice.Between(0.75f, 1.1f);
            var middle = root + new Vector3(-12 - 14 * wind, -14 + 20 * wind, 0) * length + spread * 0.7f;
            var low = root + new Vector3(-15 - 34 * wind, -40 + 38 * wind, 0) * length + spread * 1.4f;
            var end = root + new Vector3(-14 - 52 * wind, -66 + 50 * wind, 0) * length + spread * 1.6f;
            horse.Hair(colour, 1, new(root, 0), new(middle, 0), new(low, 0), new(end, 0));
        }
    }

    /// <summary>Centre of the skull at the origin, nose at x = 46.</summary>
    private static Sculpture Head(Breed breed)
    {
        var head = new Sculpture { Blend = 2 }.FlatTube(breed.Coat, Vector3.UnitZ, 0.78f, new(0, 0, 0, 10.5f), new(14, -2, 0, 9),
            new(28, -4.5f, 0, 6.6f), new(38, -6, 0, 6));
        head.FlatTube(breed.Coat, Vector3.UnitZ, 0.7f, new(2, -7, 0, 10), new(10, -9, 0, 7.5f)).Ball(breed.Coat, 39.5f, -6.5f, 0, 6.2f);
        head.Tube(breed.Coat, new(12, -10, 0, 4.6f), new(34, -12, 0, 3.4f)).Ball(breed.Coat, 37, -12.4f, 0, 3.6f);
        head.Paint(0x2a2220, 43, -8, 0, 9, 0.65f, 0.8f);
        if (breed.Blaze) head.Stripe(0xf2eee6, 0.95f, 0.3f, new(8, 10, 0, 4.5f), new(20, 6, 0, 3.4f), new(34, 1, 0, 3.4f),
            new(42, -1, 0, 3));
        foreach (var side in Sculpture.Sides)
        {
            head.Ball(breed.Coat, 42, -4.2f, side * 3.4f, 3.1f).Paint(0x0c0807, 44.6f, -4, side * 4.8f, 2.3f, 0.95f, 0.4f);
            head.Stripe(0x120c0a, 0.8f, 0.5f, new(44, -10.4f, side * 3.6f, 0.8f), new(37, -10.4f, side * 5, 0.8f),
                new(32, -9.8f, side * 5, 0.8f));
            head.DarkEye(new(10, 4.2f, side * 6.6f), 2.5f, new Vector3(0.6f, 0.1f, side));
            head.Ball(breed.Coat, 9, 7.2f, side * 5.6f, 2.8f);
            head.FlatTube(breed.Coat, new Vector3(1, 0, side * 0.6f), 0.55f, new(-3, 8, side * 4.4f, 2.6f), new(-3, 14, side * 5.4f, 3.2f),
                new(-2, 19, side * 5.4f, 2), new(-1, 22.5f, side * 4.8f, 0.5f));
            head.Stripe(0x1a1210, 0.8f, 0.5f, new(-1, 11, side * 5.4f, 1.6f), new(-0.5f, 16, side * 6, 1.5f));
        }

        Forelock(head, breed.Mane);
        return head;
    }

    private static void Forelock(Sculpture head, uint colour)
    {
        var dice = new Dice(13);
        for (var hair = 0; hair < 50; hair++)
            head.Hair(colour, 0.8f, new(-2, 11, dice.Bell() * 1.5f, 0), new(6, 12, dice.Bell() * 2.4f, 0),
                new(dice.Between(12, 18), 8, dice.Bell() * 3, 0));
    }
}
