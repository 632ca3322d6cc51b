using System.Numerics;
using System.Runtime.InteropServices;
using Pipeline.Drawings.Sculpting;
using SkiaSharp;

namespace Pipeline.Drawings.Rendering;

/// <summary>A bitmap under work, twice as wide and high as the file will be.</summary>
internal sealed class Picture : IDisposable
{
    public const int Oversampling = 2;

    public Picture(int width, int height)
    {
        Width = width * Oversampling;
        Height = height * Oversampling;
        Bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        Canvas = new SKCanvas(Bitmap);
    }

    public int Width { get; }

    public int Height { get; }

    public SKBitmap Bitmap { get; }

    public SKCanvas Canvas { get; }

    /// <summary>RGBA, row-major, [Height, Width].</summary>
    public Span<uint> Pixels => PixelsOf(Bitmap);

    /// <summary>Fills the pixels that become one pixel of the file.</summary>
    /// <param name="x">Even.</param>
    /// <param name="y">Even.</param>
    public void FillBlock(int x, int y, Vector3 colour)
    {
        var pixel = Tint.ToPixel(colour);
        var upper = y * Width + x;
        Pixels.Slice(upper, Oversampling).Fill(pixel);
        Pixels.Slice(upper + Width, Oversampling).Fill(pixel);
    }

    /// <summary>SkiaSharp hands out the pixels of its bitmaps as read-only; drawing by hand is what this program does.</summary>
    public static Span<uint> PixelsOf(SKBitmap bitmap)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(pixels), pixels.Length);
    }

    public void Dispose()
    {
        Canvas.Dispose();
        Bitmap.Dispose();
    }
}
