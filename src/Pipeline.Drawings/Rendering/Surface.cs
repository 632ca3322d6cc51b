using System.Numerics;

namespace Pipeline.Drawings.Rendering;

/// <summary>What the camera sees of a sculpture: one depth, colour and hair direction per pixel, row-major [Height, Width].</summary>
internal sealed class Surface(int width, int height)
{
    /// <summary>The depth of a pixel that shows no part of the sculpture.</summary>
    public const float Nothing = -1e9f;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Pixels towards the viewer.</summary>
    public float[] Depth { get; } = Filled(width * height);

    public Vector3[] Albedo { get; } = new Vector3[width * height];

    /// <summary>Unit vectors in picture space along the hair.</summary>
    public Vector3[] Flow { get; } = new Vector3[width * height];

    /// <summary>Unit surface normals in picture space, z towards the viewer.</summary>
    public Vector3[] Normal { get; } = new Vector3[width * height];

    /// <summary>Hair length in pixels.</summary>
    public float[] Hair { get; } = new float[width * height];

    public float[] Gloss { get; } = new float[width * height];

    public bool[] Hard { get; } = new bool[width * height];

    public bool Covers(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height && Depth[y * Width + x] > Nothing;

    private static float[] Filled(int count)
    {
        var depth = new float[count];
        Array.Fill(depth, Nothing);
        return depth;
    }
}
