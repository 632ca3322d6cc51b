using Pipeline.Drawings.Scenery;

namespace Pipeline.Drawings.Species;

/// <summary>Jellyfish: translucent bells and trailing tentacles in water of every colour.</summary>
internal static class Jellyfish
{
    private static readonly Water Deep = new(0x0a1a3c, 0x02060f, 0x3060a8, 0.25f);
    private static readonly Water Turquoise = new(0x8ce0e4, 0x1c7c94, 0xffffff, 0.7f);
    private static readonly Water Evening = new(0xf0a460, 0x5a2a44, 0xffe0b0, 0.6f);
    private static readonly Water Algae = new(0x8aa850, 0x24401e, 0xe8f0a0, 0.5f);
    private static readonly Water Pale = new(0xe4ecf0, 0x8c9eac, 0xffffff, 0.3f);

    public static IEnumerable<Sample> Samples =>
    [
        new("jellyfish-01.jpg", 310, 400, new Dive(Turquoise, [new(0.5f, 0.3f, 0.3f, 8, 0xf08a4c, 0xb83c20) { Stripes = 16 }]).Paint),
        new("jellyfish-02.jpg", 400, 320, new Dive(Deep, [new(0.44f, 0.36f, 0.27f, -24, 0xa8c4ff, 0xd080e0) { Rings = true }]).Paint),
        new("jellyfish-03.jpg", 320, 390, new Dive(Evening, [new(0.5f, 0.32f, 0.32f, 14, 0xfff0dc, 0xe07870) { Rings = true }]).Paint),
        new("jellyfish-04.png", 340, 300,
            new Dive(Algae, [new(0.34f, 0.34f, 0.2f, -14, 0xf4f0d8, 0xd8b878) { Stripes = 12 },
                new(0.74f, 0.5f, 0.12f, 22, 0xf4f0d8, 0xd8b878) { Stripes = 12 }]).Paint),
        new("jellyfish-05.jpg", 360, 360, new Dive(Pale, [new(0.54f, 0.32f, 0.29f, 20, 0x8a5cc0, 0x5a2c8c) { Stripes = 14 }]).Paint),
    ];
}
