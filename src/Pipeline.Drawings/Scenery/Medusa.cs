namespace Pipeline.Drawings.Scenery;

/// <summary>One jellyfish.</summary>
/// <param name="X">Centre of the bell's rim, as a part of the picture's width.</param>
/// <param name="Y">The same of the height.</param>
/// <param name="Radius">Of the bell, as a part of the picture's smaller side.</param>
/// <param name="Tilt">Degrees, clockwise.</param>
internal sealed record Medusa(float X, float Y, float Radius, float Tilt, uint Bell, uint Inside)
{
    /// <summary>Number of dark spokes on the bell.</summary>
    public int Stripes { get; init; }

    /// <summary>Shows four horseshoe-shaped organs through the bell.</summary>
    public bool Rings { get; init; }
}
