using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Anatomy;

/// <summary>The angles of each leg's bones, see <see cref="Features"/>; "right" is nearer to a viewer at yaw 0.</summary>
internal sealed record Gait(float[] RightFore, float[] LeftFore, float[] RightHind, float[] LeftHind);

/// <summary>A trunk on four legs; the species adds neck, head and tail.</summary>
/// <param name="Trunk">(x, y, z, radius) from chest to rump.</param>
/// <param name="Flatness">Width of the trunk in parts of its height.</param>
/// <param name="Shoulder">Root of the right foreleg; the left one mirrors z.</param>
/// <param name="Hip">Root of the right hind leg.</param>
/// <param name="Foot">Puts a foot at the end of a leg; the flag tells forelegs.</param>
/// <param name="Splay">Degrees by which the legs spread.</param>
internal sealed record Quadruped(
    Material Coat, Material Legs, Vector4[] Trunk, float Flatness, Vector3 Shoulder, float[] ForeLengths, float[] ForeRadii,
    Vector3 Hip, float[] HindLengths, float[] HindRadii, Action<Sculpture, Vector4, bool> Foot, float Splay = 0)
{
    public Sculpture Stand(Gait gait)
    {
        var body = new Sculpture().FlatTube(Coat, Vector3.UnitZ, Flatness, Trunk);
        foreach (var side in Sculpture.Sides)
        {
            var mirror = new Vector3(1, 1, side);
            var fore = side > 0 ? gait.RightFore : gait.LeftFore;
            var hind = side > 0 ? gait.RightHind : gait.LeftHind;
            Foot(body, body.Leg(Legs, Shoulder * mirror, ForeLengths, ForeRadii, fore, Splay), true);
            Foot(body, body.Leg(Legs, Hip * mirror, HindLengths, HindRadii, hind, Splay), false);
        }

        return body;
    }
}
