using System.Numerics;
using Pipeline.Drawings.Anatomy;
using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Scenery;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Species;

/// <summary>A house cat: pointed ears, slit eyes, whiskers, long tail.</summary>
internal static class Cat
{
    private static readonly Material Nose = Material.Horn(0xd08078, 0.3f);

    public static IEnumerable<Sample> Samples =>
    [
        new("cat-01.jpg", 300, 380, new Photograph(Scenes.Garden, new View(66, 8, 0.9f), () => Sitting(Tabby), 0.95f).Paint),
        new("cat-02.jpg", 360, 320,
            new Photograph(Scenes.Studio, new View(84, 2, 0.98f, Focus: new(0, 1, 0, 24)), () => Portrait(Ginger)).Paint),
        new("cat-03.jpg", 400, 300, new Photograph(Scenes.Snow, new View(26, 8, 0.84f), () => Walking(Ginger)).Paint),
        new("cat-04.png", 380, 290, new Photograph(Scenes.Indoors, new View(58, 14, 0.86f, Mirror: true), () => Lying(Grey)).Paint),
        new("cat-05.jpg", 400, 320,
            new Photograph(Scenes.Sunset, new View(52, 4, 1.0f, Mirror: true, Focus: new(2, 0, 0, 26)), () => Portrait(Black)).Paint),
    ];

    private static Breed Tabby { get; } = new(Material.Fur(0x8c7252, 0x9c8462, 0xdccfb8, 2), 0x2e2014, 0x9cb83c);

    private static Breed Ginger { get; } = new(Material.Fur(0xd08a40, 0xd8964c, 0xf4e4cc, 2.6f), 0xa4561c, 0xd8a428);

    private static Breed Grey { get; } = new(Material.Fur(0x7c8088, 0x868a92, 0xb8bac0, 2.2f), 0x585c66, 0xe0b030);

    private static Breed Black { get; } = new(Material.Fur(0x2c2a2c, 0x252326, 0x2c2a2c, 2.2f), 0, 0xc8d040);

    private sealed record Breed(Material Coat, uint Stripes, uint Iris);

    private static Sculpture Portrait(Breed breed)
    {
        var cat = new Sculpture().Tube(breed.Coat, new(-8, -6, 0, 12), new(-12, -22, 0, 15), new(-16, -44, 0, 22), new(-18, -70, 0, 26));
        return cat.Attach(Head(breed), Placement.Of(0, 0));
    }

    private static Sculpture Sitting(Breed breed)
    {
        var cat = Postures.Sit(breed.Coat, breed.Coat, 0.88f, 4.8f);
        cat.Tube(breed.Coat, new(-26, 12, 6, 5), new(-20, 6, 26, 5), new(0, 5, 32, 4.6f), new(18, 5, 26, 4), new(27, 5, 12, 3));
        Bands(cat, breed, [new(2, 64, 0), new(-4, 54, 0), new(-12, 44, 0), new(-20, 34, 0)], 19);
        return cat.Attach(Head(breed), Placement.Of(Postures.SittingHead - new Vector3(1, 9, 0), turn: 8, scale: 1.32f));
    }

    private static Sculpture Lying(Breed breed)
    {
        var cat = Postures.Lie(breed.Coat, breed.Coat, 0.92f, 4.8f);
        cat.Tube(breed.Coat, new(-48, 12, 0, 5), new(-60, 6, 16, 4.6f), new(-48, 5, 34, 4.4f), new(-24, 5, 36, 3.4f));
        return cat.Attach(Head(breed), Placement.Of(Postures.LyingHead, turn: 6, scale: 1.15f));
    }

    private static Sculpture Walking(Breed breed)
    {
        var cat = new Quadruped(breed.Coat, breed.Coat,
            [new(24, 64, 0, 13), new(10, 62, 0, 15.5f), new(-14, 63, 0, 15), new(-36, 66, 0, 13.5f), new(-46, 66, 0, 12)], 0.82f,
            new(18, 58, 8), [20, 22, 12], [10, 6.2f, 4.6f, 4.4f],
            new(-40, 64, 8), [26, 24, 17], [13.5f, 8, 4.4f, 4.2f],
            (body, foot, _) => body.Paw(breed.Coat, foot, 4.8f)).Stand(new([22, 4, 8], [-14, -22, 0], [34, -34, -6], [2, -48, -2]));
        cat.Tube(breed.Coat, new(24, 70, 0, 12), new(34, 80, 0, 10.5f), new(42, 88, 0, 9.5f));
        cat.Tube(breed.Coat, new(-52, 72, 0, 5), new(-66, 86, 0, 5), new(-70, 108, 0, 4.8f), new(-62, 128, 0, 4.4f),
            new(-66, 142, 0, 3.6f));
        Bands(cat, breed, [new(16, 76, 0), new(4, 76, 0), new(-8, 76, 0), new(-20, 77, 0), new(-32, 78, 0)], 17);
        return cat.Attach(Head(breed), Placement.Of(46, 92, turn: 28, scale: 1.15f));
    }

    private static void Bands(Sculpture cat, Breed breed, Vector3[] crests, float reach)
    {
        if (breed.Stripes == 0) return;
        foreach (var at in crests)
            foreach (var side in Sculpture.Sides)
                cat.Stripe(breed.Stripes, 0.85f, 0.6f, new(at, 3.4f), new(at.X - 3, at.Y - reach * 0.35f, side * reach * 0.65f, 2.8f),
                    new(at.X - 2, at.Y - reach * 0.9f, side * reach * 0.8f, 2));
    }

    /// <summary>Centre of the skull at the origin, nose at x = 14.</summary>
    private static Sculpture Head(Breed breed)
    {
        var face = breed.Coat.Cropped;
        var head = new Sculpture { Blend = 1.6f }.Ball(face, 0, 1, 0, 11.5f).Ball(face, 3, 4, 0, 9);
        head.Tube(face, new(8, 2, 0, 4.4f), new(11.5f, -1.5f, 0, 3.2f)).Ball(face, 8.5f, -8, 0, 3.6f);
        head.Tube(Nose, new(13.4f, -1.2f, -1.3f, 1.3f), new(14.4f, -1.6f, 0, 1.5f), new(13.4f, -1.2f, 1.3f, 1.3f))
            .Ball(Nose, 14, -2.6f, 0, 1.1f);
        foreach (var side in Sculpture.Sides) head.Paint(0xf4ece0, 13, -6, side * 2.6f, 6, breed.Stripes == 0 ? 0 : 0.9f, 0.6f);
        head.Stripe(0x3a2420, 0.8f, 0.5f, new(14, -4, 0, 0.7f), new(13.4f, -6, 0, 0.8f));
        foreach (var side in Sculpture.Sides)
        {
            head.Ball(breed.Coat, 2, -4, side * 7, 6.6f).Ball(face, 10.2f, -4.6f, side * 2.9f, 4.1f);
            head.Stripe(0x3a2420, 0.75f, 0.6f, new(13.4f, -6.2f, 0, 0.8f), new(12.4f, -7.6f, side * 2.6f, 0.8f),
                new(10.8f, -7, side * 4.8f, 0.7f));
            head.Eye(new(8.3f, 3, side * 5.1f), 2.9f, breed.Iris, new Vector3(1, 0, side * 0.28f), 0.8f, 0.36f);
            head.Ball(face, 7.4f, 6.4f, side * 5.4f, 2.6f);
            head.FlatTube(face, new Vector3(1, 0, side * 0.35f), 0.4f, new(-2, 7, side * 6.6f, 6), new(-1.5f, 12, side * 8.4f, 4.6f),
                new(-1.5f, 16.4f, side * 9.8f, 2.4f), new(-2, 19.8f, side * 10.8f, 0.5f));
            head.Stripe(0xc88c80, 0.85f, 0.6f, new(1.5f, 9, side * 7, 3), new(1, 13, side * 8.2f, 2.8f), new(0.5f, 17, side * 9.4f, 1.4f));
            Whiskers(head, side);
            if (breed.Stripes != 0) Face(head, breed.Stripes, side);
        }

        return head;
    }

    private static void Whiskers(Sculpture head, float side)
    {
        for (var hair = 0; hair < 5; hair++)
            head.Hair(0xf4f0e8, 0.32f, new(12.6f, -3.6f - hair * 0.7f, side * 4, 0), new(14, -2.4f - hair * 1.6f, side * 13, 0),
                new(11, -3.6f - hair * 2.8f, side * 24, 0));
    }

    private static void Face(Sculpture head, uint stripes, float side)
    {
        head.Stripe(stripes, 0.75f, 0.6f, new(10.4f, 8.6f, side * 1.4f, 1.5f), new(6, 12.4f, side * 2, 1.8f),
            new(-1, 12.6f, side * 2.6f, 1.8f));
        head.Stripe(stripes, 0.75f, 0.6f, new(9.4f, 8.6f, side * 4.2f, 1.4f), new(5, 11.4f, side * 5, 1.7f));
        head.Stripe(stripes, 0.7f, 0.6f, new(7.4f, -1.4f, side * 10.6f, 1.4f), new(1, -2.6f, side * 13.4f, 1.7f));
        head.Stripe(stripes, 0.7f, 0.6f, new(7.4f, -5.4f, side * 10.8f, 1.3f), new(1, -8, side * 12.4f, 1.6f));
    }
}
