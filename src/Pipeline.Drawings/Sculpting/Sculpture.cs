using System.Numerics;

namespace Pipeline.Drawings.Sculpting;

/// <summary>An animal or a part of one: ellipsoids swept along curves, paint and hairs, in model units with x ahead, y up, z to its
/// right.</summary>
internal sealed class Sculpture
{
    /// <summary>The two sides of a body, as factors of z.</summary>
    public static readonly float[] Sides = [-1, 1];

    public List<Blob> Blobs { get; } = [];

    public List<Dab> Dabs { get; } = [];

    public List<Strand> Strands { get; } = [];

    /// <summary>Distance over which soft parts grow together, in model units.</summary>
    public float Blend { get; set; } = 2;

    public Sculpture Ball(Material material, float x, float y, float z, float radius, Vector3 axis = default, float flatness = 1,
        Vector3 flow = default)
    {
        Blobs.Add(new Blob(new Vector3(x, y, z), radius, Unit(axis, Vector3.UnitZ), flatness, Unit(flow, -Vector3.UnitX), material));
        return this;
    }

    /// <summary>A limb: balls along a curve through (x, y, z, radius), from where it grows to its end.</summary>
    public Sculpture Tube(Material material, params ReadOnlySpan<Vector4> nodes) => FlatTube(material, Vector3.UnitZ, 1, nodes);

    /// <summary>A limb that is squeezed by <paramref name="flatness"/> along <paramref name="axis"/>.</summary>
    public Sculpture FlatTube(Material material, Vector3 axis, float flatness, params ReadOnlySpan<Vector4> nodes)
    {
        var unit = Unit(axis, Vector3.UnitZ);
        foreach (var (node, flow) in Along(nodes, 0.26f))
            Blobs.Add(new Blob(new Vector3(node.X, node.Y, node.Z), Math.Max(node.W, 0.05f), unit, flatness, flow, material));
        return this;
    }

    public Sculpture Paint(uint colour, float x, float y, float z, float radius, float opacity = 1, float softness = 0.5f,
        bool onHard = false)
    {
        Dabs.Add(new Dab(new Vector3(x, y, z), radius, Tint.Of(colour), opacity, softness, onHard));
        return this;
    }

    /// <summary>A painted line through (x, y, z, half width).</summary>
    public Sculpture Stripe(uint colour, float opacity, float softness, params ReadOnlySpan<Vector4> nodes)
    {
        foreach (var (node, _) in Along(nodes, 0.5f))
            Paint(colour, node.X, node.Y, node.Z, node.W, opacity, softness);
        return this;
    }

    /// <summary>One hair through (x, y, z); w is ignored.</summary>
    public Sculpture Hair(uint colour, float width, params ReadOnlySpan<Vector4> nodes)
    {
        const int Pieces = 12;
        var points = new Vector3[Pieces + 1];
        for (var piece = 0; piece <= Pieces; piece++)
        {
            var at = Spline.At(nodes, piece * (nodes.Length - 1f) / Pieces);
            points[piece] = new Vector3(at.X, at.Y, at.Z);
        }

        Strands.Add(new Strand(points, width, Tint.Of(colour)));
        return this;
    }

    public Sculpture Attach(Sculpture part, Matrix4x4 placement)
    {
        var scale = new Vector3(placement.M11, placement.M12, placement.M13).Length();
        Vector3 Move(Vector3 point) => Vector3.Transform(point, placement);
        Vector3 Swing(Vector3 direction) => Vector3.Normalize(Vector3.TransformNormal(direction, placement));
        foreach (var blob in part.Blobs)
            Blobs.Add(blob with
            {
                Center = Move(blob.Center),
                Radius = blob.Radius * scale,
                Axis = Swing(blob.Axis),
                Flow = Swing(blob.Flow)
            });
        foreach (var dab in part.Dabs)
            Dabs.Add(dab with { Center = Move(dab.Center), Radius = dab.Radius * scale });
        foreach (var strand in part.Strands)
            Strands.Add(strand with { Points = [.. strand.Points.Select(Move)], Width = strand.Width * scale });
        return this;
    }

    private static List<(Vector4 Node, Vector3 Flow)> Along(ReadOnlySpan<Vector4> nodes, float stepInRadii)
    {
        var samples = new List<(Vector4, Vector3)>();
        var last = nodes.Length - 1;
        for (var t = 0f; t < last;)
        {
            var node = Spline.At(nodes, t);
            samples.Add((node, Spline.Direction(nodes, t)));
            var segment = nodes[Math.Min((int)t + 1, last)] - nodes[(int)t];
            var length = new Vector3(segment.X, segment.Y, segment.Z).Length();
            t += Math.Clamp(stepInRadii * Math.Max(node.W, 0.2f) / Math.Max(length, 0.001f), 0.005f, 0.5f);
        }

        samples.Add((nodes[last], Spline.Direction(nodes, last)));
        return samples;
    }

    private static Vector3 Unit(Vector3 direction, Vector3 otherwise) => direction == default ? otherwise : Vector3.Normalize(direction);
}
