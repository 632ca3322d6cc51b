using System.Numerics;

namespace Pipeline.Drawings.Rendering;

/// <summary>How an animal is looked at and where it stands in the picture.</summary>
/// <param name="Yaw">Degrees; 0 shows the right side with the nose to the right, 90 the front.</param>
/// <param name="Pitch">Degrees by which the camera looks down.</param>
/// <param name="Extent">Part of the picture that the animal (or the focus) fills in its tighter dimension.</param>
/// <param name="X">Centre, as a part of the width.</param>
/// <param name="Y">Centre, as a part of the height.</param>
/// <param name="Mirror">Swaps left and right.</param>
/// <param name="Roll">Degrees, counter-clockwise.</param>
/// <param name="Focus">Centre and radius (w) of what is to be framed, in model units; the whole animal when absent.</param>
internal sealed record View(
    float Yaw, float Pitch = 8, float Extent = 0.85f, float X = 0.5f, float Y = 0.52f, bool Mirror = false, float Roll = 0,
        Vector4? Focus = null);
