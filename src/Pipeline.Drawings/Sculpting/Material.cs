using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>What a part is made of.</summary>
/// <param name="Back">Linear colour of what faces the sky.</param>
/// <param name="Flank">Linear colour of what faces sideways.</param>
/// <param name="Belly">Linear colour of what faces the ground.</param>
/// <param name="Hair">Length of the hair in model units; 0 for bare surfaces.</param>
/// <param name="Gloss">0 for dull, 1 for a wet eye.</param>
/// <param name="Hard">Keeps its own outline instead of growing together with its neighbours.</param>
internal sealed record Material(Vector3 Back, Vector3 Flank, Vector3 Belly, float Hair, float Gloss, bool Hard)
{
    public static Material Fur(uint back, uint flank, uint belly, float hair, float gloss = 0.04f) =>
        new(Tint.Of(back), Tint.Of(flank), Tint.Of(belly), hair, gloss, Hard: false);

    public static Material Fur(uint colour, float hair) => Fur(colour, colour, colour, hair);

    public static Material Horn(uint colour, float gloss = 0.15f) =>
        new(Tint.Of(colour), Tint.Of(colour), Tint.Of(colour), 0, gloss, Hard: true);

    public static Material Wet(uint colour) => Horn(colour, 0.9f);

    /// <summary>The same coat with shorter hair, as on a face.</summary>
    public Material Cropped => this with { Hair = Hair * 0.4f };

    /// <summary>Hairy but with an outline of its own: feathers, near legs.</summary>
    public static Material Feather(uint back, uint flank, float hair = 0) =>
        new(Tint.Of(back), Tint.Of(flank), Tint.Of(flank), hair, 0.05f, Hard: true);

    /// <param name="up">Cosine between the surface normal and the vertical, -1..1.</param>
    public Vector3 ColourAt(float up) => up > 0
        ? Vector3.Lerp(Flank, Back, Tint.SmoothStep(0.1f, 0.8f, up))
        : Vector3.Lerp(Flank, Belly, Tint.SmoothStep(0.2f, 0.7f, -up));
}
