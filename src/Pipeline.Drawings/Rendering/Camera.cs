using System.Numerics;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Rendering;

/// <summary>Model units to pixels: x right, y down, z towards the viewer, all in pixels.</summary>
internal sealed class Camera
{
    /// <summary>The viewer stands this many times the model's size away.</summary>
    private const float Distance = 5;

    private readonly Matrix4x4 _turn;
    private readonly Vector3 _middle;
    private readonly Vector2 _center;
    private readonly float _reach;

    public Camera(View view, Sculpture sculpture, int width, int height)
    {
        _turn = Matrix4x4.CreateRotationY(float.DegreesToRadians(-view.Yaw))
            * Matrix4x4.CreateRotationX(float.DegreesToRadians(view.Pitch))
            * Matrix4x4.CreateRotationZ(float.DegreesToRadians(view.Roll))
            * Matrix4x4.CreateScale(view.Mirror ? -1 : 1, 1, 1);
        var (low, high) = view.Focus is { } focus ? Ball(focus) : Bounds(sculpture);
        _middle = (low + high) / 2;
        var size = high - low;
        Scale = view.Extent * Math.Min(width / size.X, height / size.Y);
        _center = new Vector2(view.X * width, view.Y * height);
        _reach = Distance * Math.Max(size.X, size.Y);
        Up = Turn(Vector3.UnitY);
    }

    /// <summary>Pixels per model unit in the middle of the model.</summary>
    public float Scale { get; }

    /// <summary>The vertical in picture space.</summary>
    public Vector3 Up { get; }

    public Vector3 Turn(Vector3 direction)
    {
        var turned = Vector3.TransformNormal(direction, _turn);
        return turned with { Y = -turned.Y };
    }

    /// <returns>Pixels; w is the local scale, larger for what is nearer.</returns>
    public Vector4 Project(Vector3 point)
    {
        var seen = Vector3.Transform(point, _turn) - _middle;
        var scale = Scale / Math.Max(1 - seen.Z / _reach, 0.3f);
        return new Vector4(_center.X + seen.X * scale, _center.Y - seen.Y * scale, seen.Z * Scale, scale);
    }

    private (Vector3 Low, Vector3 High) Ball(Vector4 focus)
    {
        var center = Vector3.Transform(new Vector3(focus.X, focus.Y, focus.Z), _turn);
        return (center - new Vector3(focus.W), center + new Vector3(focus.W));
    }

    private (Vector3 Low, Vector3 High) Bounds(Sculpture sculpture)
    {
        var low = new Vector3(float.MaxValue);
        var high = new Vector3(float.MinValue);
        foreach (var blob in sculpture.Blobs)
        {
            var center = Vector3.Transform(blob.Center, _turn);
            low = Vector3.Min(low, center - new Vector3(blob.Radius));
            high = Vector3.Max(high, center + new Vector3(blob.Radius));
        }

        return (low, high);
    }
}
