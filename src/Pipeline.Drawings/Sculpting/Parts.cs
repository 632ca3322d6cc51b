using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>An ellipsoid: a ball of <paramref name="Radius"/> that is squeezed by <paramref name="Flatness"/> along <paramref
/// name="Axis"/>.</summary>
/// <param name="Flow">Unit vector in which the hair lies.</param>
internal readonly record struct Blob(Vector3 Center, float Radius, Vector3 Axis, float Flatness, Vector3 Flow, Material Material);

/// <summary>Paint on whatever surface lies within a ball.</summary>
/// <param name="Softness">0 for a sharp rim, 1 for a fade from the centre.</param>
/// <param name="OnHard">Paints eyes, noses and horns instead of fur.</param>
internal readonly record struct Dab(Vector3 Center, float Radius, Vector3 Colour, float Opacity, float Softness, bool OnHard);

/// <summary>One hair or whisker, tapering to its end.</summary>
internal sealed record Strand(Vector3[] Points, float Width, Vector3 Colour);
