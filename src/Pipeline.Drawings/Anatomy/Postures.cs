using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Anatomy;

/// <summary>Ways in which dogs, foxes and cats rest. The head belongs at <see cref="SittingHead"/> or <see cref="LyingHead"/>.</summary>
internal static class Postures
{
    public static Vector3 SittingHead { get; } = new(17, 97, 0);

    public static Vector3 LyingHead { get; } = new(36, 56, 0);

    /// <param name="stout">1 for a dog's girth.</param>
    public static Sculpture Sit(Material coat, Material legs, float stout, float paw)
    {
        var body = new Sculpture().FlatTube(coat, Vector3.UnitZ, 0.92f,
            new(13, 68, 0, 14 * stout), new(10, 56, 0, 18 * stout), new(1, 40, 0, 20 * stout), new(-12, 24, 0, 21 * stout),
                new(-20, 15, 0, 15 * stout));
        body.Tube(coat, new(8, 62, 0, 14.5f * stout), new(11, 78, 0, 12.5f * stout), new(14, 92, 0, 11.5f * stout));
        foreach (var side in Sculpture.Sides)
        {
            body.Tube(legs, new(13, 60, side * 9 * stout, 10.5f * stout), new(14, 40, side * 10 * stout, 7 * stout),
                new(16, 20, side * 9.5f, 5), new(17, 6, side * 9.5f, 4.8f));
            body.Paw(legs, new(18, 4.5f, side * 9.5f, 0), paw);
            body.Tube(coat, new(-14, 24, side * 11 * stout, 17 * stout), new(0, 18, side * 16 * stout, 12 * stout),
                new(6, 12, side * 18 * stout, 8 * stout));
            body.Tube(legs, new(-8, 5, side * 18 * stout, 5), new(10, 4.5f, side * 19 * stout, 5));
            body.Paw(legs, new(12, 4.5f, side * 19.5f * stout, 0), paw);
        }

        return body;
    }

    /// <summary>Belly down, forelegs stretched ahead.</summary>
    public static Sculpture Lie(Material coat, Material legs, float stout, float paw)
    {
        var body = new Sculpture().FlatTube(coat, Vector3.UnitZ, 0.95f,
            new(22, 27, 0, 15 * stout), new(2, 25, 0, 18 * stout), new(-22, 24, 0, 19 * stout), new(-40, 20, 0, 15 * stout));
        body.Tube(coat, new(20, 32, 0, 14 * stout), new(28, 44, 0, 12.5f * stout), new(33, 52, 0, 11.5f * stout));
        foreach (var side in Sculpture.Sides)
        {
            body.Tube(legs, new(18, 24, side * 10 * stout, 10 * stout), new(12, 9, side * 13 * stout, 7), new(32, 5.5f, side * 11, 5),
                new(46, 5, side * 10, 5));
            body.Paw(legs, new(48, 4.5f, side * 10, 0), paw);
            body.Tube(coat, new(-34, 20, side * 10 * stout, 16 * stout), new(-20, 14, side * 17 * stout, 11 * stout),
                new(-12, 9, side * 19 * stout, 7 * stout));
            body.Tube(legs, new(-22, 5, side * 20 * stout, 5), new(-4, 4.5f, side * 20 * stout, 5));
            body.Paw(legs, new(-2, 4.5f, side * 20 * stout, 0), paw);
        }

        return body;
    }
}
