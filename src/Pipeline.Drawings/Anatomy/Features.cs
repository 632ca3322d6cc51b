using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Anatomy;

/// <summary>Body parts that several species share.</summary>
internal static class Features
{
    private static readonly Material Pupil = Material.Wet(0x0c0a08);

    extension(Sculpture sculpture)
    {
        /// <summary>A leg as a chain of bones.</summary>
        /// <param name="lengths">Of B bones.</param>
        /// <param name="radii">At the B + 1 joints.</param>
        /// <param name="angles">Of the B bones, degrees from straight down, positive towards the nose.</param>
        /// <returns>The last joint and its radius.</returns>
        public Vector4 Leg(
            Material material, Vector3 root, ReadOnlySpan<float> lengths, ReadOnlySpan<float> radii, ReadOnlySpan<float> angles,
                float splay = 0)
        {
            var joints = new Vector4[lengths.Length + 1];
            joints[0] = new Vector4(root, radii[0]);
            var outwards = MathF.Sin(float.DegreesToRadians(splay)) * MathF.Sign(root.Z);
            for (var bone = 0; bone < lengths.Length; bone++)
            {
                var (sine, cosine) = MathF.SinCos(float.DegreesToRadians(angles[bone]));
                var step = new Vector4(sine, -cosine, outwards, 0) * lengths[bone];
                joints[bone + 1] = (joints[bone] + step) with { W = radii[bone + 1] };
            }

            sculpture.Tube(material, joints);
            return joints[^1];
        }

        /// <summary>Four rounded toes at the end of a leg.</summary>
        public Sculpture Paw(Material material, Vector4 at, float size, uint claws = 0)
        {
            sculpture.Ball(material, at.X + size * 0.3f, at.Y, at.Z, size, Vector3.UnitY, 0.75f);
            for (var toe = -1.5f; toe <= 1.5f; toe++)
            {
                var (x, z) = (at.X + size * (1.15f - 0.12f * toe * toe), at.Z + size * 0.42f * toe);
                sculpture.Ball(material, x, at.Y - size * 0.15f, z, size * 0.42f);
                if (claws == 0) continue;
                sculpture.Tube(Material.Horn(claws), new(x + size * 0.25f, at.Y, z, size * 0.16f),
                    new(x + size * 0.8f, at.Y - size * 0.4f, z, size * 0.05f));
            }

            return sculpture;
        }

        /// <summary>A glossy eye with lids.</summary>
        /// <param name="gaze">Where it looks; any length.</param>
        /// <param name="slit">Width of the pupil in parts of its height: 1 is round.</param>
        public Sculpture Eye(Vector3 at, float radius, uint iris, Vector3 gaze, float pupil = 0.6f, float slit = 1, uint rim = 0x14100c)
        {
            var ahead = Vector3.Normalize(gaze);
            sculpture.Ball(Material.Wet(iris), at.X, at.Y, at.Z, radius);
            sculpture.Paint(rim, at.X, at.Y, at.Z, radius * 1.5f, 0.95f, 0.35f);
            for (var part = -2; part <= 2; part++)
            {
                var height = slit < 1 ? part * 0.3f * pupil * radius : 0;
                var center = at + ahead * radius * 0.95f + new Vector3(0, height, 0);
                sculpture.Paint(0x080605, center.X, center.Y, center.Z, radius * pupil * slit, 1, 0.25f, onHard: true);
            }

            var lid = at + (ahead * 0.35f + new Vector3(0, 0.95f, 0)) * radius;
            sculpture.Paint(rim, lid.X, lid.Y, lid.Z, radius * 0.72f, 0.95f, 0.35f, onHard: true);
            var glint = at + (ahead * 0.8f + new Vector3(0, 0.5f, 0.12f)) * radius;
            return sculpture.Paint(0xffffff, glint.X, glint.Y, glint.Z, radius * 0.24f, 0.95f, 0.4f, onHard: true);
        }

        /// <summary>An eye that is all dark, as grazing animals' eyes look.</summary>
        public Sculpture DarkEye(Vector3 at, float radius, Vector3 gaze)
        {
            sculpture.Ball(Pupil, at.X, at.Y, at.Z, radius);
            sculpture.Paint(0x14100c, at.X, at.Y, at.Z, radius * 1.45f, 0.9f, 0.4f);
            var glint = at + (Vector3.Normalize(gaze) * 0.8f + new Vector3(0, 0.5f, 0.1f)) * radius;
            return sculpture.Paint(0xf4f8ff, glint.X, glint.Y, glint.Z, radius * 0.28f, 0.85f, 0.5f, onHard: true);
        }
    }
}
