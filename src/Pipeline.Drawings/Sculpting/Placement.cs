using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>Where a part stands in its owner's space (x ahead, y up, z to the animal's right), angles in degrees.</summary>
internal static class Placement
{
    /// <param name="nod">Raises the nose.</param>
    /// <param name="turn">Turns the nose towards +z.</param>
    /// <param name="tilt">Rolls about the nose.</param>
    public static Matrix4x4 Of(Vector3 at, float nod = 0, float turn = 0, float tilt = 0, float scale = 1) =>
        Matrix4x4.CreateScale(scale)
        * Matrix4x4.CreateRotationX(float.DegreesToRadians(tilt))
        * Matrix4x4.CreateRotationZ(float.DegreesToRadians(nod))
        * Matrix4x4.CreateRotationY(float.DegreesToRadians(-turn))
        * Matrix4x4.CreateTranslation(at);

    public static Matrix4x4 Of(float x, float y, float z = 0, float nod = 0, float turn = 0, float tilt = 0, float scale = 1) =>
        Of(new Vector3(x, y, z), nod, turn, tilt, scale);
}
