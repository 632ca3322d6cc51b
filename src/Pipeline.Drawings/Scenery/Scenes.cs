using System.Numerics;
using Pipeline.Drawings.Rendering;

namespace Pipeline.Drawings.Scenery;

/// <summary>The places where the animals were "photographed"; every species visits several, so that no place betrays a species.</summary>
internal static class Scenes
{
    private static readonly Vector3 HighLeft = new(-0.5f, 0.8f, 0.55f);
    private static readonly Vector3 HighRight = new(0.55f, 0.75f, 0.5f);
    private static readonly Vector3 LowLeft = new(-0.85f, 0.4f, 0.4f);
    private static readonly Vector3 LowRight = new(0.85f, 0.4f, 0.35f);

    public static Scene Savanna { get; } = new(0x7fb0dc, 0xe6ddc0, 0x8d8a5c, 0xd2b46c, 0xb08a45, 0.45f, Backdrop.Trees,
        Light.Of(HighLeft, 0xfff2d8, 1.25f, 0xbfd4ee, 0.75f, 0xc09a5a), 0xc9a85a);

    public static Scene Meadow { get; } = new(0x4f94dc, 0xcfe4f4, 0x5d7f4a, 0x86ac4c, 0x4f7d2c, 0.42f, Backdrop.Hills,
        Light.Of(HighRight, 0xfff8ea, 1.25f, 0xbdd6f2, 0.75f, 0x7a9a50), 0x6b9a38);

    public static Scene Forest { get; } = new(0x31452c, 0x6d8450, 0x2e4424, 0x3d4a26, 0x30301c, 0.5f, Backdrop.Leaves,
        Light.Of(HighLeft, 0xfff4d0, 1.1f, 0xa8c4a0, 0.75f, 0x5a6a3a), 0x44582a, 4);

    public static Scene Snow { get; } = new(0xaebccc, 0xe4e9ee, 0x6a7a88, 0xe8eef4, 0xf4f7fa, 0.4f, Backdrop.Trees,
        Light.Of(HighRight, 0xfffaf2, 1.05f, 0xd6e2f2, 0.95f, 0xd8e2ee), 0, 3, 0.3f, 0.08f);

    public static Scene Desert { get; } = new(0x5f9ad8, 0xe8dcc8, 0xb0714a, 0xcc9060, 0xb4683c, 0.48f, Backdrop.Mountains,
        Light.Of(HighRight, 0xfff0d4, 1.3f, 0xb8cdea, 0.7f, 0xc07a4a), 0, 2, 0.2f, 0.5f);

    public static Scene Sunset { get; } = new(0x4a3a6a, 0xf4a050, 0x4a3030, 0x6a4a34, 0x3a2a20, 0.55f, Backdrop.Hills,
        Light.Of(LowLeft, 0xffb070, 1.35f, 0x9a86a8, 0.75f, 0x7a5038, 0.6f), 0x6a4c28, 2.5f, 0.9f);

    public static Scene Lake { get; } = new(0x6fa4d8, 0xd8e6ee, 0x56708a, 0x6a94ac, 0x3a6478, 0.46f, Backdrop.Mountains,
        Light.Of(HighLeft, 0xfff6e6, 1.2f, 0xc2d8ee, 0.8f, 0x6a8898), 0, 2.5f, 0.6f, 0.3f);

    public static Scene Mist { get; } = new(0xb8c0c2, 0xd4d8d6, 0x929c98, 0xa2a890, 0x7c8464, 0.44f, Backdrop.Trees,
        Light.Of(new Vector3(-0.2f, 0.9f, 0.5f), 0xf4f4f0, 0.75f, 0xd4dade, 0.95f, 0x8a907c), 0x868c60, 4, 0.3f, 0.25f);

    public static Scene Dusk { get; } = new(0x141c38, 0x47567e, 0x121a2a, 0x27343e, 0x161e22, 0.5f, Backdrop.Trees,
        Light.Of(LowRight, 0xc8d4f4, 1.1f, 0x7488b4, 0.75f, 0x2c3a48, 0.5f), 0x2a3c34, 3, 0.5f, 0.3f);

    public static Scene Autumn { get; } = new(0xb07838, 0xe0b868, 0xa85a24, 0x9a6a34, 0x6e4420, 0.48f, Backdrop.Leaves,
        Light.Of(LowRight, 0xffe2b0, 1.3f, 0xd8c8a8, 0.7f, 0x9a6a3a, 0.3f), 0x8a6428, 4.5f);

    public static Scene Beach { get; } = new(0x58b0d8, 0xc8ecf0, 0x2f8ea6, 0xe2d4ae, 0xd4bc8c, 0.4f, Backdrop.None,
        Light.Of(HighLeft, 0xfffaf0, 1.3f, 0xc4e0f0, 0.8f, 0xd0bc90), 0, 2, 0.6f, 0.2f);

    public static Scene Indoors { get; } = new(0xcfc4b4, 0xb8aa96, 0xa89880, 0x9a7450, 0x7a5434, 0.62f, Backdrop.Wall,
        Light.Of(LowLeft, 0xfff0dc, 1.05f, 0xd8d0c4, 0.8f, 0x8a6a4c), 0, 1.5f, 0, 0.2f);

    public static Scene Studio { get; } = new(0x2c3440, 0x50606c, 0x404c58, 0x384048, 0x24282c, 0.8f, Backdrop.Wall,
        Light.Of(HighRight, 0xfff4e4, 1.2f, 0xa8b4c4, 0.7f, 0x50565c, 0.4f), 0, 4, 0, 0.1f);

    public static Scene Garden { get; } = new(0x6a9a3e, 0xa8c86a, 0x4e7a2c, 0x6e9a40, 0x54822e, 0.45f, Backdrop.Leaves,
        Light.Of(HighRight, 0xfffae8, 1.2f, 0xcce0c4, 0.8f, 0x7a9a4c), 0x66943a, 5);

    public static Scene OpenSky { get; } = new(0x2f6fc0, 0xa8d0f0, 0x88a8c8, 0xa8d0f0, 0xc8e0f4, 1.05f, Backdrop.None,
        Light.Of(HighLeft, 0xfff8ec, 1.3f, 0xbcd4f0, 0.85f, 0x9cb4c8), 0, 2, 1.2f, 0, 0);

    public static Scene EveningSky { get; } = new(0x5c4a80, 0xf0b47c, 0x6a5068, 0xf0b47c, 0xf4c890, 1.05f, Backdrop.None,
        Light.Of(LowRight, 0xffd0a0, 1.35f, 0xb09cc0, 0.85f, 0x9a7068, 0.5f), 0, 2, 1.3f, 0, 0);

    public static Scene Mountains { get; } = new(0x86aed4, 0xdce6ec, 0x70809a, 0x6e7c58, 0x56603c, 0.66f, Backdrop.Mountains,
        Light.Of(HighRight, 0xfff6e4, 1.25f, 0xc0d4ec, 0.8f, 0x707858), 0x66703e, 2.5f, 0.7f);
}
