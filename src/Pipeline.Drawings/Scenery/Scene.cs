using Pipeline.Drawings.Rendering;

namespace Pipeline.Drawings.Scenery;

/// <summary>What stands between the sky and the ground.</summary>
internal enum Backdrop { None, Hills, Mountains, Trees, Leaves, Wall }

/// <summary>A place and its light. Colours are 0xRRGGBB.</summary>
/// <param name="Far">Colour of the backdrop.</param>
/// <param name="Horizon">Height of the horizon from the top, as a part of the picture's height.</param>
/// <param name="Blades">Colour of the grass, or 0 for bare ground.</param>
/// <param name="Blur">How far out of focus the distance is, in final pixels.</param>
/// <param name="Roughness">How strongly the ground is mottled, 0..1.</param>
internal sealed record Scene(
    uint SkyTop, uint SkyLow, uint Far, uint GroundFar, uint GroundNear, float Horizon, Backdrop Backdrop, Light Light,
    uint Blades = 0, float Blur = 2.5f, float Clouds = 0.5f, float Roughness = 0.35f, float Shadow = 1);
